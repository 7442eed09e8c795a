/** Rules of a call: they decide what follows from what happened. They are pure: no Temporal, no clock, no I/O. */
@NullMarked
package dev.tandem.workflows.rules;

import org.jspecify.annotations.NullMarked;
