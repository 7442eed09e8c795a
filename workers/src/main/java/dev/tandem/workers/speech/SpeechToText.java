package dev.tandem.workers.speech;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Recognises speech. Thread-safe: one serves all calls. */
public interface SpeechToText {

    /**
     * Opens the stream of one caller. Does not block; the connection that it needs is there or is being made, and audio
     * that comes meanwhile is kept.
     *
     * @param events told one at a time, on any thread, which holds no lock of the stream's; nothing in it blocks
     * @throws SpeechException if it cannot
     */
    Stream open(Options options, Consumer<SpeechEvent> events);

    /**
     * Recognises one utterance that is there as a whole; blocks until it is.
     *
     * @param samples as of {@link Stream#audio}
     * @return its words; empty: none
     * @throws java.util.concurrent.CompletionException of a {@link SpeechException}, if it cannot be recognised
     */
    default String transcribe(Options options, float[] samples) {
        try (Stream stream = open(options, _ -> {})) {
            stream.started();
            stream.audio(samples, 0, samples.length);
            return stream.ended().join();
        }
    }

    /**
     * What is to be heard.
     *
     * @param language BCP 47
     * @param keyterms words that the caller is likely to say and that are easily mistaken: names, products
     * @param sampleRate of the audio, Hz
     */
    record Options(String language, List<String> keyterms, int sampleRate) {

        /** Of the audio that a room gives, Hz. */
        public static final int RATE = 16_000;

        public Options {
            keyterms = List.copyOf(keyterms);
        }

        /** At {@link #RATE}, without keyterms. */
        public static Options of(String language) {
            return new Options(language, List.of(), RATE);
        }
    }

    /**
     * One caller's audio, from the beginning to the end. It is given all audio, silence too, and beside it what our own
     * voice detection makes of it, which is ahead of any recogniser's. Told by one thread at a time; no method blocks.
     *
     * <p>One utterance is: {@link #started}, {@link #paused} and {@link #resumed} in turns, {@link #ended}.
     */
    interface Stream extends AutoCloseable {

        /** Takes mono samples, -1 to 1, and copies them. */
        void audio(float[] samples, int offset, int length);

        /** A voice is heard; the audio that showed it follows. */
        default void started() {}

        /**
         * The voice has paused, maybe for good: the stream is flushed.
         *
         * @return the words of the utterance so far, as soon as they are all understood; empty: no words. Completes with
         *     {@link SpeechException}
         */
        CompletableFuture<String> paused();

        /** The pause was none. */
        default void resumed() {}

        /**
         * The utterance is over.
         *
         * @return as {@link #paused}: of a pause that has not been resumed, the same words. Once it has completed, no
         *     event tells of this utterance
         */
        CompletableFuture<String> ended();

        /** Whether somebody wants {@link SpeechEvent.Partial} soon. A recogniser that has them anyway need not mind. */
        default void wantPartials(boolean wanted) {}

        /** Hangs up; what is asked is cancelled. Idempotent. */
        @Override
        void close();
    }
}
