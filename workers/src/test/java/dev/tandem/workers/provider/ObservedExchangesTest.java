package dev.tandem.workers.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

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
        assertThat(figures.get("tandem.provider.first")
                        .tag("provider", "parrot")
                        .timer()
                        .count())
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
        exchange.failed(new ProviderException(Reason.LATE, "too late for canary-4f9c2b"));
        assertThat(figures.get("tandem.provider")
                        .tags("kind", "tts", "provider", "parrot", "outcome", "late")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    /** Prometheus refuses two metrics of one name that differ in type or tags. */
    @Test
    void allFiguresOfAnExchangeStandBesideEachOther() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(registry));
        List<Watch> around = new Watches(new Meters(registry), observations)
                .around(
                        ProviderKind.STT,
                        new ProviderConfig("parrot", JsonNodeFactory.instance.objectNode()),
                        true,
                        true);
        for (Watch watch : around) {
            watch.used(new ProviderUsage.Audio(Duration.ofSeconds(1)));
            Watch.Exchange exchange = watch.begin(_ -> {});
            exchange.sign();
            exchange.succeeded();
        }
        assertThat(registry.scrape())
                .contains("tandem_provider_exchanges_total{")
                .contains("tandem_provider_first_seconds_bucket{")
                .contains("tandem_provider_seconds_count{")
                .contains("tandem_provider_usage_total{");
    }

    @ParameterizedTest
    @EnumSource(names = {"LLM", "STT", "TTS"})
    void aWrongKeyIsToldTheOperatorOnceForEachAccountUntilItIsTakenAgain(ProviderKind kind) {
        Watches watches = new Watches(Meters.unread(), ObservationRegistry.NOOP);
        Logger log = (Logger) LoggerFactory.getLogger(Watches.class);
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        log.addAppender(told);
        try {
            fail(watches, kind, "secret-key-1");
            fail(watches, kind, "secret-key-1");
            assertThat(told.list).hasSize(1);
            fail(watches, kind, "secret-key-2");
            assertThat(told.list).hasSize(2);
            exchange(watches, kind, "secret-key-1").forEach(Watch.Exchange::succeeded);
            fail(watches, kind, "secret-key-1");
            assertThat(told.list).hasSize(3);
            assertThat(told.list).allSatisfy(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.ERROR);
                assertThat(event.getKeyValuePairs().toString())
                        .contains("parrot")
                        .doesNotContain("secret-key");
            });
        } finally {
            log.detachAppender(told);
        }
    }

    private static void fail(Watches watches, ProviderKind kind, String key) {
        exchange(watches, kind, key).forEach(one -> one.failed(new ProviderException(Reason.WRONG_KEY, "no")));
    }

    private static List<Watch.Exchange> exchange(Watches watches, ProviderKind kind, String key) {
        return watches
                .around(
                        kind,
                        new ProviderConfig(
                                "parrot", JsonNodeFactory.instance.objectNode().put("api_key", key)),
                        false,
                        false)
                .stream()
                .map(watch -> watch.begin(_ -> {}))
                .toList();
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
