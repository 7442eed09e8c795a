package dev.tandem.workers.provider;

import dev.tandem.workflows.graph.ProviderConfig;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps the port of one kind.
 *
 * @param <T> the port
 */
public interface Wrapping<T> {

    /** Returns a port with a watch around each of its exchanges. */
    T watched(T one, Watch watch);

    /**
     * Returns a port that asks the first candidate and, if it fails, the next one, at once and with the same request.
     * What was spoken is not said again.
     *
     * @param candidates two or more
     */
    T fallback(List<Candidate<T>> candidates, FailoverListener listener);

    /**
     * A provider that may be asked.
     *
     * @param opened opens the port; may throw, as {@link Provider#open} does
     */
    record Candidate<T>(ProviderConfig config, Supplier<T> opened) {

        private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);

        /** Does something to every candidate that opens: whoever is asked next is asked at once. */
        public static <T> void each(List<Candidate<T>> candidates, Consumer<T> step) {
            for (Candidate<T> candidate : candidates) {
                try {
                    step.accept(candidate.opened().get());
                } catch (ProviderException fault) {
                    LOG.atDebug()
                            .addKeyValue("provider", candidate.config().name())
                            .log("a provider does not open; it will say so when it is asked");
                }
            }
        }
    }

    /** Learns that a provider failed and the next one is asked. */
    @FunctionalInterface
    interface FailoverListener {

        void failedOver(String provider, ProviderException fault);
    }
}
