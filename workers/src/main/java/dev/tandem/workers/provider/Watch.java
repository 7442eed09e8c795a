package dev.tandem.workers.provider;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Observes every exchange with a provider, and may end it. An exchange is an answer of a model, a text that a voice is
 * given to say, or an utterance that is to be recognised. A watch knows no kind and no provider. Thread-safe.
 */
public interface Watch {

    /**
     * Whether the watch may end an exchange that the provider does not end. Such an exchange runs on a thread of its
     * own, so that it can be abandoned.
     */
    default boolean mayStop() {
        return false;
    }

    /**
     * Begins an exchange.
     *
     * @param stop ends the exchange with a fault, if it is not over; may be called on any thread
     * @throws ProviderException if the exchange must not begin
     */
    Exchange begin(Consumer<ProviderException> stop);

    /** Takes what was used, in an exchange or between two. */
    default void used(ProviderUsage usage) {}

    /** Returns what the call is told about what was used; null: nothing, by this watch. */
    default @Nullable ProviderNews news(ProviderUsage usage) {
        return null;
    }

    /** One exchange. It is called by one thread at a time; of the last three methods one is called, once. */
    interface Exchange {

        /**
         * Notes that a part of the answer has come: a token, a piece of audio, a word. Called often, so it must cost
         * nothing.
         */
        default void sign() {}

        default void succeeded() {}

        default void failed(ProviderException fault) {}

        /** Ends an exchange that nobody wants any more: the caller interrupted, or the call is over. */
        default void cancelled() {}
    }
}
