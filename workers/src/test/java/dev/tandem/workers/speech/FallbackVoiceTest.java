package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.Providers;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens two voices as a document with a fallback does: with deadlines, breakers and metrics. */
class FallbackVoiceTest {

    private static final JsonNode CONFIG = JsonMapper.shared().readTree("""
            {"provider": "first", "deadline_ms": 200,
             "fallbacks": [{"provider": "second", "voice_id": "alto"}]}
            """);

    private final ScriptedVoice first = new ScriptedVoice();
    private final ScriptedVoice second = new ScriptedVoice();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final HeardSpeech heard = new HeardSpeech();
    private final TextToSpeech voice = new Providers<>(
                    ProviderKind.TTS,
                    TextToSpeech.class,
                    List.of(
                            Provider.of(ProviderKind.TTS, "first", _ -> first),
                            Provider.of(ProviderKind.TTS, "second", _ -> second)),
                    new VoiceWrapping(),
                    new Watches(new Meters(figures), ObservationRegistry.NOOP))
            .open(new ProviderConfig("first", CONFIG))
            .orElseThrow();
    private final TextToSpeech.Context context = voice.open(new TextToSpeech.Options("soprano", 1), heard);

    @Test
    void asksNobodyElseWhileTheFirstSpeaks() {
        sayTwoClauses();
        first.last().speaks(240);
        first.last().sink.flushed();
        first.last().sink.flushed();
        first.last().sink.finished();
        assertThat(heard.told).containsExactly("audio 240", "flushed", "flushed", "finished");
        assertThat(second.contexts).isEmpty();
    }

    @Test
    void theNextSaysWhatTheFirstDidNotAndInAVoiceOfItsOwn() {
        sayTwoClauses();
        first.last().sink.flushed();
        first.last().sink.failed(new SpeechException(Reason.UNAVAILABLE, "connection reset"));
        assertThat(second.last().told).hasToString(" How can I help you?|[finish]");
        assertThat(second.last().options.voice()).isEqualTo("alto");
        second.last().speaks(480);
        second.last().sink.flushed();
        second.last().sink.finished();
        assertThat(heard.told).containsExactly("flushed", "audio 480", "flushed", "finished");
    }

    @Test
    void theNextGoesOnBehindTheWordsThatWereHandedOver() {
        sayTwoClauses();
        first.last().sink.flushed();
        first.last().speaks(24 * 300);
        first.last().sink.timing(new TextToSpeech.Timing("Hello there. How can".length(), 280));
        first.last().sink.failed(new SpeechException(Reason.UNAVAILABLE, "connection reset"));
        assertThat(second.last().told).hasToString(" I help you?|[finish]");
        second.last().sink.timing(new TextToSpeech.Timing(" I help".length(), 100));
        assertThat(heard.told).last().isEqualTo("timing " + "Hello there. How can I help".length() + " at 400");
    }

    @Test
    void withoutTimesTheNextGoesOnAboutThere() {
        sayTwoClauses();
        first.last().sink.flushed();
        first.last().speaks(24 * 500);
        first.last().sink.failed(new SpeechException(Reason.UNAVAILABLE, "connection reset"));
        assertThat(second.last().told).hasToString(" I help you?|[finish]");
    }

    @Test
    void leavesOneThatDoesNotSpeakInTime() {
        sayTwoClauses();
        await().until(() -> !second.contexts.isEmpty());
        assertThat(first.last().told).asString().endsWith("[close]");
        first.last().speaks(240);
        second.last().speaks(480);
        assertThat(heard.told).containsExactly("audio 480");
        assertThat(figures.get("tandem.provider.failovers").counter().count()).isEqualTo(1);
    }

    @Test
    void leavesOneThatStopsInTheMiddle() {
        sayTwoClauses();
        first.last().speaks(24 * 100);
        await().until(() -> !second.contexts.isEmpty());
        assertThat(second.last().told).hasToString(" there.| How can I help you?|[finish]");
    }

    @Test
    void aPauseBetweenClausesIsNoFault() {
        context.say("Hello there.");
        context.flush();
        first.last().speaks(240);
        first.last().sink.flushed();
        TextToSpeech.Context witness = voice.open(TextToSpeech.Options.DEFAULT, new HeardSpeech());
        witness.say("I am late.");
        witness.flush();
        await().until(() -> !second.contexts.isEmpty());
        assertThat(second.contexts).hasSize(1);
        assertThat(second.last().told).asString().startsWith("I am late.");
    }

    @Test
    void failsWithTheLastFaultWhenNobodyIsLeft() {
        sayTwoClauses();
        first.last().sink.failed(new SpeechException(Reason.UNAVAILABLE, "500"));
        second.last().sink.failed(new SpeechException(Reason.WRONG_KEY, "401"));
        assertThat(heard.told).containsExactly("failed: 401");
    }

    @Test
    void closingClosesWhicheverSpeaks() {
        sayTwoClauses();
        first.last().sink.failed(new SpeechException(Reason.UNAVAILABLE, "500"));
        context.close();
        assertThat(second.last().told).asString().endsWith("[close]");
        second.last().speaks(240);
        assertThat(heard.told).isEmpty();
        assertThat(figures.get("tandem.provider.exchanges")
                        .tags("provider", "second", "outcome", "cancelled")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private void sayTwoClauses() {
        context.say("Hello there.");
        context.flush();
        context.say(" How can I help you?");
        context.flush();
        context.finish();
    }
}
