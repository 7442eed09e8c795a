/** Silero: detects voice activity. */
@NullMarked
package dev.tandem.workers.speech.local.silero;

import org.jspecify.annotations.NullMarked;
