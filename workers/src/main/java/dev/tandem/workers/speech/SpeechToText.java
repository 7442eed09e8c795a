package dev.tandem.workers.speech;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Recognises speech. Thread-safe: one object serves all calls. */
public interface SpeechToText {

    /** The silence after which a recogniser is asked that does not say otherwise, ms. */
    int PAUSE_MS = 200;

    /**
     * Opens the stream of one caller. Does not block; the connection that it needs is there or is being made, and audio
     * that comes meanwhile is kept.
     *
     * @param events called once at a time, on any thread, which holds no lock of the stream's; nothing in it blocks
     * @throws SpeechException if the stream cannot be opened
     */
    Stream open(Options options, Consumer<SpeechEvent> events);

    /**
     * Returns the silence after which {@link Stream#paused} is called on a quiet line, ms. Whoever answers fast and for
     * nothing is asked sooner, and more often. On a noisy line it is {@link #PAUSE_MS}.
     */
    default int pauseMs() {
        return PAUSE_MS;
    }

    /**
     * Recognises one utterance that is there as a whole; blocks until it is recognised.
     *
     * @param samples as for {@link Stream#audio}
     * @return its words; empty if there are none
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
     * The settings of a stream.
     *
     * @param language BCP 47
     * @param keyterms words that the caller is likely to say and that are easily mistaken: names, products
     * @param sampleRate of the audio, Hz
     */
    record Options(String language, List<String> keyterms, int sampleRate) {

        /** The rate of the audio that a room gives, Hz. */
        public static final int RATE = 16_000;

        public Options {
            keyterms = List.copyOf(keyterms);
        }

        /** Creates options at {@link #RATE}, without keyterms. */
        public static Options of(String language) {
            return new Options(language, List.of(), RATE);
        }
    }

    /**
     * Takes one caller's audio, from the beginning to the end. It is given all audio, silence too, and beside it the
     * results of our own voice detection, which is ahead of any recogniser's. It is called by one thread at a time; no
     * method blocks.
     *
     * <p>One utterance is: {@link #started}, {@link #paused} and {@link #resumed} in turns, {@link #ended}.
     */
    interface Stream extends AutoCloseable {

        /** Takes mono samples, -1 to 1, and copies them. */
        void audio(float[] samples, int offset, int length);

        /** Begins an utterance: a voice is heard. The audio that showed it follows. */
        default void started() {}

        /**
         * Flushes the stream: the voice has paused, maybe for good.
         *
         * @return the words of the utterance so far, as soon as they are all understood; empty if there are no words.
         *     Completes with {@link SpeechException} if they cannot be recognised
         */
        CompletableFuture<String> paused();

        /** Goes on with the utterance: speech follows after the pause. */
        default void resumed() {}

        /**
         * Ends the utterance.
         *
         * @return as {@link #paused}; after a pause that has not been resumed, the same words. Once it has completed,
         *     no event belongs to this utterance
         */
        CompletableFuture<String> ended();

        /**
         * Sets whether somebody wants {@link SpeechEvent.Partial} soon. A recogniser that has them anyway may ignore
         * it.
         */
        default void wantPartials(boolean wanted) {}

        /** Closes the stream; what is asked is cancelled. Idempotent. */
        @Override
        void close();
    }
}
