package dev.tandem.workers.provider;

import dev.tandem.workflows.graph.ProviderConfig;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the port of one kind is wrapped.
 *
 * @param <T> the port
 */
public interface Wrapping<T> {

    /** With a watch around each of its exchanges. */
    T watched(T one, Watch watch);

    /**
     * One that asks the first, and where that fails, the next, at once and with the same request. What was spoken is not
     * said again.
     *
     * @param candidates two or more
     */
    T fallback(List<Candidate<T>> candidates, FailoverListener listener);

    /**
     * Who may be asked.
     *
     * @param opened may throw, as {@link Provider#open}
     */
    record Candidate<T>(ProviderConfig config, Supplier<T> opened) {}

    /** Told when a provider failed and the next one is asked. */
    @FunctionalInterface
    interface FailoverListener {

        void failedOver(String provider, ProviderException fault);
    }
}
