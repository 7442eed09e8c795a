package dev.tandem.workers.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workflows.graph.ProviderKind;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObservedExchangesTest {

    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final Metered metered = new Metered(new Meters(figures), ProviderKind.LLM, "parrot");

    @Test
    void countsExchangesByTheirOutcome() {
        metered.begin(_ -> {}).succeeded();
        metered.begin(_ -> {}).succeeded();
        metered.begin(_ -> {}).cancelled();
        metered.begin(_ -> {}).failed(new ProviderException(Reason.TOO_MUCH, "later"));
        assertThat(exchanges("ok")).isEqualTo(2);
        assertThat(exchanges("cancelled")).isEqualTo(1);
        assertThat(exchanges("too_much")).isEqualTo(1);
    }

    @Test
    void timesTheFirstSignOnce() {
        Watch.Exchange exchange = metered.begin(_ -> {});
        exchange.sign();
        exchange.sign();
        assertThat(figures.get("tandem.provider.first").tag("provider", "parrot").timer().count())
                .isEqualTo(1);
    }

    @Test
    void countsWhatWasUsedByItsUnit() {
        metered.used(new ProviderUsage.Tokens(120, 100, 30));
        metered.used(new ProviderUsage.Audio(Duration.ofMillis(2_500)));
        metered.used(new ProviderUsage.Characters(80));
        assertThat(used("input_tokens")).isEqualTo(120);
        assertThat(used("cached_tokens")).isEqualTo(100);
        assertThat(used("output_tokens")).isEqualTo(30);
        assertThat(used("audio_seconds")).isEqualTo(2.5);
        assertThat(used("characters")).isEqualTo(80);
    }

    @Test
    void observesAnExchangeWithItsProviderAndOutcome() {
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(figures));
        Watch.Exchange exchange = new Traced(observations, ProviderKind.TTS, "parrot").begin(_ -> {});
        exchange.sign();
        exchange.failed(new ProviderException(Reason.LATE, "too late for canary-4f9c2b"));
        assertThat(figures.get("tandem.provider")
                        .tags("kind", "tts", "provider", "parrot", "outcome", "late")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private double exchanges(String outcome) {
        return figures.get("tandem.provider.exchanges")
                .tags("kind", "llm", "provider", "parrot", "outcome", outcome)
                .counter()
                .count();
    }

    private double used(String unit) {
        return figures.get("tandem.provider.usage")
                .tags("kind", "llm", "provider", "parrot", "unit", unit)
                .counter()
                .count();
    }
}
