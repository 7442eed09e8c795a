package dev.tandem.workers.provider;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workflows.graph.ProviderKind;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Counts exchanges by outcome, and measures what they used and how long their first sign took. */
public final class Metered implements Watch {

    private final Meters meters;
    private final String kind;
    private final String name;

    public Metered(Meters meters, ProviderKind kind, String name) {
        this.meters = meters;
        this.kind = kind.field();
        this.name = name;
    }

    @Override
    public Exchange begin(Consumer<ProviderException> stop) {
        return new Counted();
    }

    @Override
    public void used(ProviderUsage usage) {
        switch (usage) {
            case ProviderUsage.Tokens tokens -> {
                count("input_tokens", (double) tokens.input());
                count("cached_tokens", (double) tokens.cached());
                count("output_tokens", (double) tokens.output());
            }
            case ProviderUsage.Audio audio ->
                count("audio_seconds", audio.length().toMillis() / 1_000.);
            case ProviderUsage.Characters characters -> count("characters", (double) characters.count());
        }
    }

    private void count(String unit, double amount) {
        meters.providerUsed(kind, name, unit, amount);
    }

    private final class Counted implements Exchange {

        private final long began = System.nanoTime();
        private boolean signed;

        @Override
        public void sign() {
            if (!signed) {
                signed = true;
                meters.providerSigned(kind, name, Duration.ofNanos(System.nanoTime() - began));
            }
        }

        @Override
        public void succeeded() {
            meters.providerAnswered(kind, name, "ok");
        }

        @Override
        public void failed(ProviderException fault) {
            meters.providerAnswered(kind, name, fault.reason().name().toLowerCase(Locale.ROOT));
        }

        @Override
        public void cancelled() {
            meters.providerAnswered(kind, name, "cancelled");
        }
    }
}
