package dev.tandem.workers.speech;

import java.util.concurrent.CompletableFuture;

/**
 * Judges by sound whether somebody who has paused has finished. It is found by {@link java.util.ServiceLoader}.
 * Thread-safe: one object serves all calls.
 */
public interface TurnEnd extends AutoCloseable {

    /** Judges nobody. */
    TurnEnd NONE = new TurnEnd() {
        @Override
        public boolean knows(String language) {
            return false;
        }

        @Override
        public CompletableFuture<Double> finished(short[] samples) {
            return CompletableFuture.failedFuture(new SpeechException("Nobody judges the end of turns.", false));
        }
    };

    /**
     * Whether it can judge who speaks this language.
     *
     * @param language BCP 47
     */
    boolean knows(String language);

    /**
     * Asks; does not block. A question that is cancelled need not be answered.
     *
     * @param samples of the utterance up to now: mono at 16 kHz, 16 bit; it is kept, and must not change
     * @return how probable it is, 0 to 1, that the speaker has finished
     */
    CompletableFuture<Double> finished(short[] samples);

    /** Loads now what the first caller would otherwise wait for; returns when done. */
    default void warmUp() {}

    /** Ends what is under way, and frees what it holds. Idempotent. */
    @Override
    default void close() {}
}
