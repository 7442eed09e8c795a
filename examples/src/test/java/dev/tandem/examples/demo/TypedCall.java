package dev.tandem.examples.demo;

import static org.awaitility.Awaitility.await;

import dev.tandem.callers.TandemClient;
import dev.tandem.callers.TypingCaller;
import dev.tandem.stack.run.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call by the chat channel with a workflow of its own. */
final class TypedCall implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TandemClient api;
    private final String path;
    private final TypingCaller caller;

    private TypedCall(TandemClient api, JsonNode started) {
        this.api = api;
        this.path = "/api/calls/" + started.path("id").asString();
        this.caller = new TypingCaller(started, false);
    }

    /** Starts a call, and returns when the caller has been greeted. */
    static TypedCall start(LocalStack stack, TandemClient api, String document) throws InterruptedException {
        String workflow = stack.publish("Typed " + UUID.randomUUID(), JSON.readTree(document))
                .id();
        JsonNode started = api.post(
                "/api/calls",
                JSON.createObjectNode().put("workflow_id", workflow).put("channel", "chat"));
        TypedCall call = new TypedCall(api, started);
        call.happens("reply.spoken", 1);
        return call;
    }

    void types(String text) {
        caller.type(text);
    }

    void presses(String keys) {
        caller.press(keys);
    }

    /** Waits until the room shows these words. */
    void isShown(String words) {
        await().atMost(PATIENCE)
                .until(() ->
                        caller.shown().stream().anyMatch(shown -> shown.text().startsWith(words)));
    }

    /** Types a text, and waits until it has been answered. */
    void says(String text) throws InterruptedException {
        int turns = count("turn.committed");
        types(text);
        happens("turn.committed", turns + 1);
        await().atMost(PATIENCE).until(() -> hasAnswered(events()));
    }

    /** Returns whether the agent has spoken since the last thing that happened in the call. */
    private static boolean hasAnswered(List<JsonNode> events) {
        return events.reversed().stream()
                .map(event -> event.path("type").asString())
                .filter(type -> type.equals("reply.spoken")
                        || type.startsWith("turn.")
                        || type.startsWith("tool.")
                        || type.equals("path.taken")
                        || type.equals("path.rejected"))
                .findFirst()
                .orElse("")
                .equals("reply.spoken");
    }

    /** Waits until this many events of a type are recorded. */
    void happens(String type, int times) {
        await().atMost(PATIENCE).until(() -> count(type) >= times);
    }

    int count(String type) throws InterruptedException {
        return (int) events().stream()
                .filter(event -> TypedCallsIT.isOf(event, type))
                .count();
    }

    List<JsonNode> events() throws InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        api.get(path + "/events?limit=200").path("items").forEach(events::add);
        return events;
    }

    /**
     * Waits until the call has ended.
     *
     * @return all events
     */
    List<JsonNode> ends() throws InterruptedException {
        happens("call.ended", 1);
        return events();
    }

    /** @return all events */
    List<JsonNode> hangsUp() throws InterruptedException {
        close();
        return ends();
    }

    @Override
    public void close() {
        caller.close();
    }
}
