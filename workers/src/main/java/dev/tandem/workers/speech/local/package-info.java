/** Silero, Moonshine and Hibari on onnxruntime: speech without a key. */
@NullMarked
package dev.tandem.workers.speech.local;

import org.jspecify.annotations.NullMarked;
