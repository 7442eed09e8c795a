package dev.tandem.examples.demo;

import dev.tandem.callers.SpeakingCaller;
import dev.tandem.callers.SpeakingCaller.Answer;
import dev.tandem.callers.SpeakingCaller.Segment;
import dev.tandem.callers.TandemClient;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workflows.graph.ProviderConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the call of the demo: dials, holds the conversation, hangs up, and collects the records of all places. */
final class DemoCall {

    private static final ProviderConfig LOCAL =
            new ProviderConfig("local", JsonNodeFactory.instance.objectNode().put("provider", "local"));

    /** The records of the call are complete within this time after the caller has hung up. */
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private static final int PAGE = 200;

    /** Everything that the caller heard. */
    static final Path HEARD = Path.of("target", "demo", "heard.wav");

    private final LocalStack stack;
    private final ShopBackend backend;

    DemoCall(LocalStack stack, ShopBackend backend) {
        this.stack = stack;
        this.backend = backend;
    }

    /** Plays the caller's part in the call. */
    interface Script {
        List<Answer> play(ScriptedCall call, Supplier<CallHistory> history) throws InterruptedException;
    }

    Evidence make(String workflowId, List<Line> lines, Script script, PrintStream out) throws InterruptedException {
        try (TandemClient api = new TandemClient(stack.api().toString(), stack.apiKey());
                Speech speech = Speech.load();
                LiveKitCallers callers =
                        LiveKitCallers.open(Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so"))) {
            speech.warmUp();
            JsonNode started = api.post(
                    "/api/calls",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("workflow_id", workflowId)
                            .put("channel", "voice"));
            String id = started.path("id").asString();
            List<Answer> answers;
            List<Segment> segments;
            try (SpeakingCaller caller = new SpeakingCaller(
                    callers,
                    started.path("livekit").path("url").asString(),
                    started.path("livekit").path("token").asString(),
                    speech.textToSpeech(LOCAL),
                    "",
                    speech.speechToText(LOCAL))) {
                answers = script.play(new ScriptedCall(caller, out), () -> history(started));
                segments = caller.segments();
                caller.record(HEARD);
            }
            return gather(api, id, lines, answers, segments);
        }
    }

    private Evidence gather(TandemClient api, String id, List<Line> lines, List<Answer> answers, List<Segment> segments)
            throws InterruptedException {
        JsonNode call = ended(api, id);
        return new Evidence(lines, answers, call, events(api, id), segments, backend.requestsByKey(), history(call));
    }

    private CallHistory history(JsonNode call) {
        return CallHistory.read(
                stack.temporal().target(),
                stack.temporal().namespace(),
                call.path("temporal").path("workflow_id").asString(""));
    }

    private static JsonNode ended(TandemClient api, String id) throws InterruptedException {
        long deadline = System.nanoTime() + SETTLED.toNanos();
        while (true) {
            JsonNode call = api.get("/api/calls/" + id);
            if (!call.path("status").asString("").equals("active") || System.nanoTime() > deadline) {
                return call;
            }
            Thread.sleep(200);
        }
    }

    private static List<JsonNode> events(TandemClient api, String id) throws InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/calls/" + id + "/events?limit=" + PAGE + cursor);
            page.path("items").forEach(events::add);
            String next = page.path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return events;
    }
}
