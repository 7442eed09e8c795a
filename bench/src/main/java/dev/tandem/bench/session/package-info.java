/** Holds calls without Temporal: a session whose turns are armed by hand, its speech, and a room that is timed. */
@NullMarked
package dev.tandem.bench.session;

import org.jspecify.annotations.NullMarked;
