package dev.tandem.workers.speech;

import java.util.concurrent.CompletableFuture;

/** Recognises speech. Thread-safe: one serves all calls. */
public interface SpeechToText extends AutoCloseable {

    /** Opens a recognition for one utterance. */
    Recognition open(Options options);

    @Override
    void close();

    /** @param language BCP 47 */
    record Options(String language) {}

    /** One utterance, from the caller's first sound. */
    interface Recognition extends AutoCloseable {

        /** Takes mono samples at 16 kHz, -1 to 1, and copies them. Does not block. */
        void audio(float[] samples, int offset, int length);

        /**
         * The words in all audio taken so far. May be asked again when more audio has come: a guess at a likely end
         * of the utterance and its final transcript are the same question. Empty: no words. Completes with {@link
         * SpeechException}.
         */
        CompletableFuture<String> transcript();

        /** Gives up; open questions are cancelled. */
        @Override
        void close();
    }
}
