/** Frames, pacing and the position of playout. */
@NullMarked
package dev.tandem.workers.audio;

import org.jspecify.annotations.NullMarked;
