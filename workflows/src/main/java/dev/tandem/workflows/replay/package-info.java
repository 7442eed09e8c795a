/** Keeps what came into a call's rules, and drives another version by it. */
@NullMarked
package dev.tandem.workflows.replay;

import org.jspecify.annotations.NullMarked;
