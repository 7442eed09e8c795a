package dev.tandem.workers.provider;

import dev.tandem.workflows.graph.ProviderKind;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.function.Consumer;

/** Observes each exchange as {@code tandem.provider}: a timer, and a span where a tracer is registered. */
public final class Traced implements Watch {

    private final ObservationRegistry observations;
    private final String kind;
    private final String name;

    public Traced(ObservationRegistry observations, ProviderKind kind, String name) {
        this.observations = observations;
        this.kind = kind.field();
        this.name = name;
    }

    @Override
    public Exchange begin(Consumer<ProviderException> stop) {
        return new Observed(Observation.createNotStarted("tandem.provider", observations)
                .lowCardinalityKeyValue("kind", kind)
                .lowCardinalityKeyValue("provider", name)
                .start());
    }

    private static final class Observed implements Exchange {

        private final Observation observation;

        private Observed(Observation observation) {
            this.observation = observation;
        }

        @Override
        public void succeeded() {
            over("ok");
        }

        /** Leaves out the fault's own words, which may hold a key or what somebody said. */
        @Override
        public void failed(ProviderException fault) {
            over(fault.reason().name().toLowerCase(Locale.ROOT));
        }

        @Override
        public void cancelled() {
            over("cancelled");
        }

        private void over(String outcome) {
            observation.lowCardinalityKeyValue("outcome", outcome).stop();
        }
    }
}
