package dev.tandem.workers.speech.local.moonshine;

import java.util.function.BooleanSupplier;

/** Turns audio into words, on the calling thread. */
interface Transcriber {

    /**
     * Transcribes speech.
     *
     * @param audio speech, mono at 16 kHz: at least 100 ms, at most what the model was trained for (about 30 s)
     * @param abandoned asked now and then; once it is true, the answer does not matter any more
     */
    String transcribe(float[] audio, BooleanSupplier abandoned);
}
