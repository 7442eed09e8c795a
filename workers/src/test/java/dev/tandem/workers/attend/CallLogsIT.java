package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workers.tool.http.LocalServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a worker logs of a call. */
@ExtendWith(SharedServers.class)
class CallLogsIT {

    private final TemporalServer server;

    CallLogsIT(TemporalServer server) {
        this.server = server;
    }

    /** Words that occur nowhere but in what this caller says. */
    private static final List<String> CANARIES = List.of("Quillfeather", "zanzibar", "Z7421");

    @Test
    void linesNameTheirCallAndNoLineHasWordsOfTheCaller() throws Exception {
        try (LocalServer shop = new LocalServer(LocalServer.json("{\"status\": \"on its way to zanzibar\"}"));
                LoggedEvents log = new LoggedEvents();
                MemoryCall call = MemoryCall.typed(server, document(shop))) {
            isShown(call, "agent: Hello.");
            type(call, "Where is my order?");
            isShown(call, "agent: What is your order number?");
            type(call, "Quillfeather here. It's Z7421.");
            isShown(call, "agent: Your order is on its way to zanzibar.");
            type(call, "zanzibar ".repeat(1_000));
            isShown(call, "notice: That was too long to read. Please write it in shorter messages.");
            type(call, "Please end the call and hang up.");
            var _ = call.result();

            assertThat(log.lines()).isNotEmpty();
            List<JsonNode> lines =
                    log.lines().stream().map(JsonMapper.shared()::readTree).toList();
            for (String message : List.of("a call is attended here", "tool executed")) {
                JsonNode line = lines.stream()
                        .filter(one -> one.path("message").asString("").equals(message))
                        .findFirst()
                        .orElseThrow();
                assertThat(line.path("call_id").asString("")).isEqualTo("1");
                assertThat(line.path("organization").asString("")).isEqualTo("shop");
                assertThat(line.has("turn")).isTrue();
            }
            assertThat(lines)
                    .filteredOn(line -> line.path("message").asString("").equals("tool executed"))
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line.path("turn").asString("")).isEqualTo("2"));
            for (String canary : CANARIES) {
                assertThat(log.lines()).noneMatch(line -> line.contains(canary));
            }
        }
    }

    private static JsonNode document(LocalServer shop) {
        return JsonMapper.shared().readTree("""
                {"limits": {"silence_timeout_seconds": 60},
                 "variables": [{"name": "caller_name", "type": "string", "description": "The caller's name"}],
                 "agents": [
                  {"id": "orders", "name": "Orders", "instructions": "Help.", "greeting": "Hello.",
                   "llm": {"provider": "builtin"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
                   "tools": [{"tool_type": "http", "name": "check_order", "side_effect": "none",
                              "description": "Check where an order is. The status of an order.",
                              "parameters": {"type": "object", "required": ["order_id"], "properties": {
                                "order_id": {"type": "string", "pattern": "[A-Z][0-9]{4}",
                                             "description": "The order number"}}},
                              "say_result": "Your order is {{status}}.",
                              "config": {"method": "GET", "url": "SHOP/orders/{{order_id}}"}}],
                   "paths": [{"id": "bye", "name": "Bye", "target": {"end": true}, "say": "Goodbye.",
                              "description": "Hang up. The caller wants to end the call."}]}]}
                """.replace("SHOP", shop.url()));
    }

    private static void type(MemoryCall call, String text) {
        call.caller.text("lk.chat", text, Map.of());
    }

    private static void isShown(MemoryCall call, String line) {
        await().atMost(Duration.ofSeconds(30)).until(() -> call.transcript().contains(line));
    }
}
