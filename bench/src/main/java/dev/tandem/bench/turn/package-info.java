/** Measures what a worker does with a turn, with scripted model and speech. */
@NullMarked
package dev.tandem.bench.turn;

import org.jspecify.annotations.NullMarked;
