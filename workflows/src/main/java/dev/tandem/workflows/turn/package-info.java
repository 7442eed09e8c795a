/** One caller utterance and what became of it. */
@NullMarked
package dev.tandem.workflows.turn;

import org.jspecify.annotations.NullMarked;
