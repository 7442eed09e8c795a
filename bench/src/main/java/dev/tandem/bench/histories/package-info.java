/** Replays the histories of recorded calls with today's call workflow: {@code make replay}. */
@NullMarked
package dev.tandem.bench.histories;

import org.jspecify.annotations.NullMarked;
