/** Frames of audio on their way: pacing, resampling, playout. */
@NullMarked
package dev.tandem.workers.audio;

import org.jspecify.annotations.NullMarked;
