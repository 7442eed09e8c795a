package dev.tandem.workers.provider;

import java.util.function.Consumer;

/**
 * Stands around every exchange with a provider: an answer of a model, what a voice is given to say, an utterance that is
 * to be recognised. Knows no kind and no provider. Thread-safe.
 */
public interface Watch {

    /**
     * Whether it may end an exchange that the provider does not end. Such an exchange runs on a thread of its own, so
     * that it can be left.
     */
    default boolean mayStop() {
        return false;
    }

    /**
     * An exchange begins.
     *
     * @param stop ends it with a fault, if it is not over; may be called on any thread
     * @throws ProviderException if it must not begin
     */
    Exchange begin(Consumer<ProviderException> stop);

    /** What was used, in an exchange or between two. */
    default void used(ProviderUsage usage) {}

    /** One exchange. Told by one thread at a time; of the last three methods one is called, once. */
    interface Exchange {

        /** A part of the answer has come: a token, a piece of audio, a word. Often called, and must cost nothing. */
        default void sign() {}

        default void succeeded() {}

        default void failed(ProviderException fault) {}

        /** Nobody wants it any more: the caller interrupted, or the call is over. */
        default void cancelled() {}
    }
}
