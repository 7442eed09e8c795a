package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.provider.Providers;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens two recognisers as a document with a fallback does: with deadlines, breakers and metrics. */
class FallbackRecogniserTest {

    private static final JsonNode CONFIG = JsonMapper.shared().readTree("""
            {"provider": "first", "deadline_ms": 200, "fallbacks": [{"provider": "second"}]}
            """);

    private final ScriptedRecogniser first = new ScriptedRecogniser();
    private final ScriptedRecogniser second = new ScriptedRecogniser();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final List<SpeechEvent> events = new CopyOnWriteArrayList<>();
    private final SpeechToText.Stream stream = new Providers<>(
                    ProviderKind.STT,
                    SpeechToText.class,
                    List.of(
                            Provider.of(ProviderKind.STT, "first", _ -> first),
                            Provider.of(ProviderKind.STT, "second", _ -> second)),
                    new RecogniserWrapping(),
                    new Watches(new Meters(figures), ObservationRegistry.NOOP))
            .open(new ProviderConfig("first", CONFIG))
            .orElseThrow()
            .open(SpeechToText.Options.of("en"), events::add);

    @Test
    void asksNobodyElseWhileTheFirstListens() {
        hear(10);
        speak(20);
        first.last().answer.complete("Hello.");
        assertThat(stream.paused()).isCompletedWithValue("Hello.");
        assertThat(stream.ended()).isCompletedWithValue("Hello.");
        assertThat(second.streams).isEmpty();
    }

    @Test
    void theNextHearsTheUtteranceFromItsBeginning() {
        hear(10);
        speak(20);
        first.last().events.accept(new SpeechEvent.Fault(new SpeechException(Reason.UNAVAILABLE, "1011")));
        assertThat(first.last().told).last().isEqualTo("close");
        assertThat(second.last().told).containsExactly("audio 5120", "started", "audio 10240");
        speak(1, false);
        CompletableFuture<String> words = stream.ended();
        assertThat(second.last().told).endsWith("audio 512", "ended");
        second.last().answer.complete("Hello.");
        assertThat(words).isCompletedWithValue("Hello.");
        assertThat(events).containsExactly(failedOver(Reason.UNAVAILABLE));
    }

    @Test
    void whatIsAskedWhenAStreamIsLostIsAskedAgainAndNotCancelled() {
        speak(20);
        CompletableFuture<String> words = stream.ended();
        first.last().events.accept(new SpeechEvent.Fault(new SpeechException(Reason.UNAVAILABLE, "1011")));
        assertThat(words).isNotDone();
        second.last().answer.complete("Hello.");
        assertThat(words).isCompletedWithValue("Hello.");
    }

    @Test
    void leavesOneThatDoesNotAnswerInTime() {
        speak(20);
        CompletableFuture<String> guess = stream.paused();
        await().until(() -> second.opened() == 1);
        second.last().answer.complete("Hello.");
        assertThat(guess).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo("Hello.");
        assertThat(second.last().told).containsExactly("started", "audio 10240", "paused");
    }

    @Test
    void whatAnAbandonedOneTellsIsNobodys() {
        speak(20);
        ScriptedRecogniser.Listening abandoned = first.last();
        abandoned.events.accept(new SpeechEvent.Fault(new SpeechException(Reason.UNAVAILABLE, "1011")));
        abandoned.events.accept(new SpeechEvent.Partial("Hel"));
        second.last().events.accept(new SpeechEvent.Partial("Hello"));
        assertThat(events).containsExactly(failedOver(Reason.UNAVAILABLE), new SpeechEvent.Partial("Hello"));
    }

    @Test
    void aNewUtteranceIsHeardWithoutTheOneBefore() {
        speak(20);
        first.last().answer.complete("Hello.");
        assertThat(stream.ended()).isCompletedWithValue("Hello.");
        speak(2);
        first.last().events.accept(new SpeechEvent.Fault(new SpeechException(Reason.UNAVAILABLE, "1011")));
        assertThat(second.last().told).containsExactly("started", "audio 1024");
    }

    @Test
    void tellsOfTheLastFaultWhenNobodyIsLeft() {
        speak(20);
        CompletableFuture<String> words = stream.ended();
        SpeechException last = new SpeechException(Reason.WRONG_KEY, "401");
        first.last().answer.completeExceptionally(new SpeechException(Reason.UNAVAILABLE, "500"));
        second.last().answer.completeExceptionally(last);
        assertThat(words).isCompletedExceptionally();
        assertThat(events).containsExactly(failedOver(Reason.UNAVAILABLE), new SpeechEvent.Fault(last));
    }

    private static SpeechEvent failedOver(Reason reason) {
        return new SpeechEvent.News(new ProviderNews.FailedOver(ProviderKind.STT, "first", "", "second", reason));
    }

    @Test
    void tellsTheCallWhatWasRecognisedAndByWhom() {
        SpeechEvent.Usage usage = new SpeechEvent.Usage(Duration.ofSeconds(3));
        first.last().events.accept(usage);
        assertThat(events)
                .containsExactly(
                        new SpeechEvent.News(new ProviderNews.Used(
                                ProviderKind.STT, "first", "", new ProviderUsage.Audio(Duration.ofSeconds(3)))),
                        usage);
    }

    @Test
    void countsTheAudioThatWasRecognised() {
        first.last().events.accept(new SpeechEvent.Usage(Duration.ofSeconds(3)));
        assertThat(figures.get("tandem.provider.usage")
                        .tag("unit", "audio_seconds")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    /** Sends windows of 512 samples. */
    private void hear(int windows) {
        for (int window = 0; window < windows; window++) {
            stream.audio(new float[512], 0, 512);
        }
    }

    private void speak(int windows) {
        speak(windows, true);
    }

    private void speak(int windows, boolean starts) {
        if (starts) {
            stream.started();
        }
        hear(windows);
    }
}
