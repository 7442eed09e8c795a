package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.callers.TandemClient;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.vendors.ForeignServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Types whole calls on the whole stack by the chat channel, for checks that would take long in a spoken call. */
@SuppressWarnings("NullAway.Init") // set before all tests
class TypedCallsIT {

    private static SlowService service;
    private static ForeignServer mcp;
    private static Path released;
    private static LocalStack stack;
    private static TandemClient api;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = new SlowService();
        released = folder.resolve("released");
        Path script =
                Path.of(TypedCallsIT.class.getResource("changing_server.py").toURI());
        mcp = ForeignServer.python(folder, script.toString(), ForeignServer.PORT, released.toString());
        stack = LocalStack.builder()
                .toolsReach(URI.create(service.url()))
                .toolsReach(URI.create(mcp.url()))
                .workers(1)
                .start();
        api = new TandemClient(stack.api().toString(), stack.apiKey());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        stack.close();
        mcp.close();
        service.close();
    }

    @Test
    void theNextAgentIsToldInASummaryWhatWasSaid() throws Exception {
        List<JsonNode> with = transferred("summary");
        List<JsonNode> without = transferred("all");

        JsonNode summary = first(with, event -> isOf(event, "path.summarised")).path("payload");
        assertThat(summary.path("context").asString()).isEqualTo("summary");
        assertThat(summary.path("text").asString())
                .contains("My kitchen lamp is broken.", "I have a question about an invoice.");
        assertThat(with).filteredOn(event -> isOf(event, "path.summarised")).hasSize(1);
        assertThat(without).noneMatch(event -> isOf(event, "path.summarised"));
        assertThat(billing(with).at("/payload/text").asString())
                .startsWith("One moment. Billing here.")
                .isEqualTo(billing(without).at("/payload/text").asString());
        figure(
                "transfer.txt",
                "decision → words of the next agent, all of them: %d ms with a summary (the model took %d), %d ms without"
                        .formatted(ms(with), summary.path("duration_ms").asInt(), ms(without)));
    }

    /** @return the events of a call in which the caller is handed from one agent to the next */
    private static List<JsonNode> transferred(String context) throws InterruptedException {
        try (TypedCall call = TypedCall.start(stack, api, """
                {"agents": [
                  {"id": "desk", "name": "Desk", "greeting": "Lakeside. How can I help you?",
                   "paths": [{"id": "to-billing", "name": "Billing", "target_agent_id": "billing", "context": "CONTEXT",
                              "description": "Use for questions about an invoice or a bill.", "say": "One moment."}]},
                  {"id": "billing", "name": "Billing", "greeting": "Billing here."}]}
                """.replace("CONTEXT", context))) {
            call.says("My kitchen lamp is broken.");
            call.says("I have a question about an invoice.");
            return call.hangsUp();
        }
    }

    @Test
    void aToolThatTheCallerInterruptsIsAbortedAndTheCallersWordsAreAnswered() throws Exception {
        try (TypedCall call = TypedCall.start(stack, api, """
                        {"agents": [{"id": "desk", "name": "Desk", "greeting": "Lakeside. How can I help you?",
                          "tools": [{"tool_type": "http", "name": "search_stock", "side_effect": "none",
                                     "description": "Search the stock of all shops for a lamp.",
                                     "interruptible": true, "timeout_ms": 60000, "config": {"url": "BACKEND/stock"}}]}]}
                        """.replace("BACKEND", service.url()))) {
            long typed = System.nanoTime();
            call.types("Search the stock of all shops for a lamp.");
            assertThat(service.isAsked()).isTrue();

            call.happens("tool.started", 1);
            figure(
                    "as-it-happens.txt",
                    "the API shows that a tool has started %d ms after the caller asked for it"
                            .formatted((System.nanoTime() - typed) / 1_000_000));
            assertThat(call.count("turn.committed")).isEqualTo(1);
            assertThat(call.count("tool.failed")).isZero();

            call.types("Okay.");
            call.types("Stop, never mind that.");

            assertThat(service.isAbandoned()).isTrue();
            call.happens("turn.committed", 3);
            List<JsonNode> events = call.hangsUp();
            JsonNode cancelled =
                    first(events, event -> isOf(event, "tool.failed")).path("payload");
            assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
            assertThat(cancelled.path("runs").asInt()).isEqualTo(1);
            assertThat(texts(events, "turn.committed"))
                    .containsExactly("Search the stock of all shops for a lamp.", "Okay.", "Stop, never mind that.");
            assertThat(events.stream().filter(event -> isOf(event, "reply.spoken")))
                    .extracting(reply -> reply.at("/payload/turn").asInt())
                    .contains(2, 3);
        }
    }

    @Test
    void aSilentCallerIsAskedWhetherHeIsThereAndTheCallEndsWhenHeIsNot() throws Exception {
        try (TypedCall call = TypedCall.start(stack, api, """
                {"limits": {"silence_timeout_seconds": 3},
                 "agents": [{"id": "desk", "name": "Desk", "greeting": "Lakeside. How can I help you?"}]}
                """)) {
            call.isShown("Are you still there?");
            call.types("Yes, I am.");

            List<JsonNode> events = call.ends();

            assertThat(texts(events, "turn.committed")).containsExactly("Yes, I am.");
            assertThat(texts(events, "reply.spoken")).anyMatch(text -> text.startsWith("Are you still there? "));
            assertThat(first(events, event -> isOf(event, "call.ended"))
                            .at("/payload/reason")
                            .asString())
                    .isEqualTo("silence");
        }
    }

    @Test
    void pressedKeysTakeThePathThatWaitsForThem() throws Exception {
        try (TypedCall call = TypedCall.start(stack, api, """
                {"agents": [
                  {"id": "desk", "name": "Desk", "greeting": "For billing press one two.",
                   "paths": [{"id": "keys", "name": "Billing", "kind": "event", "event": "dtmf:12",
                              "target_agent_id": "billing"}]},
                  {"id": "billing", "name": "Billing", "greeting": "Billing here."}]}
                """)) {
            call.presses("12#");
            call.isShown("Billing here.");

            assertThat(first(call.hangsUp(), event -> isOf(event, "path.taken"))
                            .at("/payload/by")
                            .asString())
                    .isEqualTo("dtmf:12");
        }
    }

    @Test
    void publishingAsksAnMcpServerForItsToolAndACallDoesNotUseAnotherOne() throws Exception {
        try (TypedCall call = TypedCall.start(stack, api, """
            {"agents": [{"id": "desk", "name": "Desk", "greeting": "Lakeside. How can I help you?",
              "tools": [{"tool_type": "mcp", "name": "latest_order", "side_effect": "none",
                         "config": {"url": "SERVER/mcp", "tool": "latest_order"},
                         "say_result": "Your order is {{status}}."}]}]}
            """.replace("SERVER", mcp.url()))) {
            call.says("Look up the status of my latest order.");

            Files.createFile(released);
            mcp.restart();
            call.says("Look up the status of my latest order.");

            List<JsonNode> events = call.hangsUp();
            assertThat(texts(events, "reply.spoken")).anyMatch(text -> text.contains("Your order is sent."));
            assertThat(first(events, event -> isOf(event, "tool.failed"))
                            .at("/payload/error")
                            .asString())
                    .contains("has changed the arguments or answers of \"latest_order\"");
        }
    }

    @Test
    void aVersionIsNotPublishedWhoseMcpServerCannotBeAsked() throws Exception {
        assertThatThrownBy(() -> TypedCall.start(stack, api, """
            {"agents": [{"id": "desk", "name": "Desk", "greeting": "Hello.",
              "tools": [{"tool_type": "mcp", "name": "t", "config": {"url": "SERVER/mcp", "tool": "none"}}]}]}
            """.replace("SERVER", mcp.url())))
                .hasMessageContaining("tool_not_discovered")
                .hasMessageContaining("has no tool");
    }

    private static List<String> texts(List<JsonNode> events, String type) {
        return events.stream()
                .filter(event -> isOf(event, type))
                .map(event -> event.at("/payload/text").asString())
                .toList();
    }

    private static JsonNode billing(List<JsonNode> events) {
        return first(
                events,
                event -> isOf(event, "reply.spoken")
                        && event.at("/payload/agent").asString().equals("Billing"));
    }

    /** Returns the time from the decision to move to the words of the next agent. */
    private static long ms(List<JsonNode> events) {
        JsonNode moved = first(events, event -> isOf(event, "path.taken"));
        return Duration.between(at(moved), at(billing(events))).toMillis();
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.path("at").asString());
    }

    static boolean isOf(JsonNode event, String type) {
        return event.path("type").asString().equals(type);
    }

    private static JsonNode first(List<JsonNode> events, Predicate<JsonNode> which) {
        return events.stream()
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not among the events: " + events));
    }

    /** Writes a figure beside the test reports, because the build is quiet. */
    private static void figure(String name, String text) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "figures"));
        Files.writeString(folder.resolve(name), text + System.lineSeparator());
    }
}
