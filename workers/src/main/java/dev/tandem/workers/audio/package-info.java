/** Frames of audio: pacing, resampling, playout. */
@NullMarked
package dev.tandem.workers.audio;

import org.jspecify.annotations.NullMarked;
