package dev.tandem.bench.cloud;

import static dev.tandem.bench.measure.Goal.Figure.P50;
import static dev.tandem.bench.measure.Goal.Figure.P99;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.measure.Values;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.speech.ByClause;
import dev.tandem.workers.speech.ByUtterance;
import dev.tandem.workers.speech.ClauseSynthesiser;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.UtteranceRecogniser;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workers.speech.VoiceDetector;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.graph.ProviderKind;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.workspace.MasterKeys;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what the code of vendors' providers adds to a turn: the same turns with {@code openai} and {@code cartesia}
 * against their fakes at zero delay, and with a scripted model and voice, in alternation. The fakes and the loopback are
 * part of what is added.
 */
public final class CloudOverhead implements Benchmark {

    private static final int TURNS = Integer.getInteger("cloud.turns", 400);

    /** Turns that are not counted, because the JVM still compiles the path. */
    private static final int WARM = Math.min(100, TURNS);

    private static final String REPLY = "word.";

    private static final JsonNode SCRIPTED = JsonMapper.shared().readTree("""
            {"agents": [
              {"id": "a", "name": "Agent", "instructions": "Talk.", "greeting": "Hello.",
               "llm": {"provider": "scripted"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"}}]}
            """);

    @Override
    public String name() {
        return "cloud-overhead";
    }

    @Override
    public String measures() {
        return """
                final transcript → first frame of the reply handed to the room: openai and cartesia against their fakes \
                at zero delay, beside a scripted model and voice in alternation; added: the difference of the two \
                distributions, fakes and loopback included\
                """;
    }

    @Override
    public List<Row> run() throws InterruptedException {
        Samples cloud = new Samples();
        Samples scripted = new Samples();
        Samples unused = new Samples();
        PunctualRoom there = new PunctualRoom(new SilentRoom(), unused);
        PunctualRoom here = new PunctualRoom(new SilentRoom(), unused);
        try (Pacer pacer = new Pacer();
                FakeVendors vendors = new FakeVendors(Deaf::new, REPLY);
                CloudSession one = new CloudSession("cloud", vendors.document(), vendors.parts(pacer), _ -> there);
                CloudSession other = new CloudSession("scripted", SCRIPTED, scripted(pacer), _ -> here)) {
            greet(one);
            greet(other);
            for (int i = 0; i < WARM + TURNS; i++) {
                turn(one, there, i < WARM ? unused : cloud);
                turn(other, here, i < WARM ? unused : scripted);
            }
        }
        Row both = Row.of(name(), "ms", cloud).beside("scripted model and voice", scripted);
        return List.of(both, added(cloud.values(), scripted.values()));
    }

    private Row added(Values cloud, Values scripted) {
        Values added = new Values(
                cloud.n(),
                Math.max(0, cloud.p50() - scripted.p50()),
                Math.max(0, cloud.p95() - scripted.p95()),
                Math.max(0, cloud.p99() - scripted.p99()),
                Math.max(0, cloud.max() - scripted.max()));
        return new Row(name() + "-added", "ms", added, null, List.of(new Goal(P50, 1), new Goal(P99, 3)), List.of());
    }

    private static void greet(CloudSession session) {
        CompletableFuture<TurnOutcome> greeting = session.arm();
        session.callerJoins();
        var _ = CloudSession.spoken(greeting);
    }

    private static void turn(CloudSession session, PunctualRoom room, Samples turns) throws InterruptedException {
        CompletableFuture<TurnOutcome> reply = session.arm();
        // At any moment between two ticks of the pacer, after the silence behind the last turn has begun.
        TimeUnit.MICROSECONDS.sleep(20_000 + ThreadLocalRandom.current().nextInt(10_000));
        long said = System.nanoTime();
        session.type("Go on.");
        var _ = CloudSession.spoken(reply);
        turns.addNanos(room.loudSince() - said);
    }

    private static SessionParts scripted(Pacer pacer) {
        Provider<LanguageModel> model =
                Provider.of(ProviderKind.LLM, "scripted", _ -> (LanguageModel) (_, sink) -> sink.text(REPLY));
        return new SessionParts(
                new Speech(List.of(
                        Provider.<VoiceDetector>of(ProviderKind.VAD, "silero", _ -> Deaf::new),
                        Provider.of(ProviderKind.STT, "scripted", _ -> new ByUtterance(_ -> new Nothing())),
                        Provider.of(ProviderKind.TTS, "scripted", _ -> new ByClause(CloudOverhead::speak)))),
                new LanguageModels(List.of(model)),
                pacer,
                new Vault(MasterKeys.parse("")));
    }

    private static void speak(ClauseSynthesiser.Clause clause, ClauseSynthesiser.AudioSink sink) {
        short[] audio = new short[1_600 * clause.text().length()];
        Arrays.fill(audio, (short) 1_000);
        sink.audio(audio);
    }

    private static final class Deaf implements VoiceActivity {

        @Override
        public float probability(float[] samples, int offset) {
            return 0;
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }

    private static final class Nothing implements UtteranceRecogniser.Recognition {

        @Override
        public void audio(float[] samples, int offset, int length) {}

        @Override
        public CompletableFuture<String> transcript() {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void close() {}
    }
}
