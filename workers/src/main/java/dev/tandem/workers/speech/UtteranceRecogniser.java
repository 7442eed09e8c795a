package dev.tandem.workers.speech;

import java.util.concurrent.CompletableFuture;

/**
 * Recognises utterance by utterance. It may invent words for audio without speech, so it is given only what voice
 * activity detection let through. Thread-safe: one object serves all calls.
 */
@FunctionalInterface
public interface UtteranceRecogniser {

    /**
     * Opens a recognition for one utterance.
     *
     * @param language BCP 47
     * @throws SpeechException if the recogniser does not know the language
     */
    Recognition open(String language);

    /** Returns the same as {@link SpeechToText#pauseMs}. */
    default int pauseMs() {
        return SpeechToText.PAUSE_MS;
    }

    /** Recognises one utterance, from the caller's first sound. */
    interface Recognition extends AutoCloseable {

        /** Takes mono samples at 16 kHz, -1 to 1, and copies them. Does not block. */
        void audio(float[] samples, int offset, int length);

        /**
         * Returns the words in all audio taken so far. It may be asked again when more audio has come: a guess at a
         * likely end of the utterance and its final transcript are the same question. Empty if there are no words.
         * Completes with {@link SpeechException} if they cannot be recognised.
         */
        CompletableFuture<String> transcript();

        /** Gives up; open questions are cancelled. */
        @Override
        void close();
    }
}
