/** What a worker does with a turn, with scripted model, ears and voice. */
@NullMarked
package dev.tandem.bench.turn;

import org.jspecify.annotations.NullMarked;
