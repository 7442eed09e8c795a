package dev.tandem.bench.spoken;

import static dev.tandem.bench.measure.Goal.Figure.P50;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.callers.CallerFailure;
import dev.tandem.callers.SpeakingCaller;
import dev.tandem.callers.TandemClient;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workflows.graph.ProviderConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Measures spoken answers to spoken questions. A caller in a LiveKit room speaks to the example shop's phone line, and
 * the time is taken at the caller's side, from their last sound to the first sound of the answer. Everything is local
 * and real: detection, recognition, synthesis, the built-in model, Temporal, PostgreSQL, LiveKit, and the caller's own
 * speech, all on the same cores.
 */
public final class SpokenTurn implements Benchmark {

    private static final int CALLS = 4;

    private static final ProviderConfig LOCAL =
            new ProviderConfig("local", JsonNodeFactory.instance.objectNode().put("provider", "local"));

    /** The kind of answer that a line gets. */
    enum Kind {
        PLAIN(""),
        TRANSFER("-transfer"),
        TOOL("-tool");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private record Line(Kind kind, String text) {}

    private static final List<Line> LINES = List.of(
            new Line(Kind.PLAIN, "What can you do for me?"),
            new Line(Kind.PLAIN, "Thank you very much."),
            new Line(Kind.TRANSFER, "Where is my order?"),
            new Line(Kind.TOOL, "It is A one two three four."),
            new Line(Kind.PLAIN, "Thank you very much."));

    @Override
    public String name() {
        return "spoken-turn";
    }

    @Override
    public String measures() {
        return """
                a caller's last sound → the answer's first at the caller's side, all local, %d calls of %d questions; \
                beside the wait for the end of the utterance, which nothing can undercut\
                """.formatted(CALLS, LINES.size());
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        Map<Kind, Answers> answers = new EnumMap<>(Kind.class);
        try (ShopBackend backend = ShopBackend.start(0);
                LocalStack stack =
                        LocalStack.builder().toolsReach(backend.url()).start();
                TandemClient api = new TandemClient(stack.api().toString(), stack.apiKey());
                Speech speech = Speech.load();
                LiveKitCallers callers =
                        LiveKitCallers.open(Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so"))) {
            speech.warmUp();
            String workflow = stack.publish("The Lakeside shop", ShopDocument.withBackend(backend.url()))
                    .id();
            // The first call compiles; it is not counted.
            call(workflow, api, speech, callers, new EnumMap<>(Kind.class));
            for (int i = 0; i < CALLS; i++) {
                call(workflow, api, speech, callers, answers);
            }
        } catch (CallerFailure failure) {
            throw new BenchmarkFailure(String.valueOf(failure.getMessage()));
        }
        List<Row> rows = new ArrayList<>();
        answers.forEach((kind, measured) -> rows.add(measured.row(name() + kind.suffix)));
        rows.set(0, rows.getFirst().goal(P50, 500));
        return rows;
    }

    private static void call(
            String workflow, TandemClient api, Speech speech, LiveKitCallers callers, Map<Kind, Answers> answers)
            throws InterruptedException {
        JsonNode call = api.post(
                "/api/calls",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("workflow_id", workflow)
                        .put("channel", "voice"));
        try (SpeakingCaller caller = new SpeakingCaller(
                callers,
                call.path("livekit").path("url").asString(),
                call.path("livekit").path("token").asString(),
                speech.textToSpeech(LOCAL),
                "",
                speech.speechToText(LOCAL))) {
            var _ = caller.greeting();
            for (Line line : LINES) {
                of(answers, line.kind()).heard(caller.say(line.text()).firstSoundMs());
            }
        }
        // Events are recorded a moment after they happened.
        JsonNode events = SpokenCall.ended(api, call.path("id").asString()).events();
        for (int turn = 1; turn <= LINES.size(); turn++) {
            of(answers, LINES.get(turn - 1).kind()).recorded(events, turn);
        }
    }

    private static Answers of(Map<Kind, Answers> answers, Kind kind) {
        return answers.computeIfAbsent(kind, _ -> new Answers());
    }
}
