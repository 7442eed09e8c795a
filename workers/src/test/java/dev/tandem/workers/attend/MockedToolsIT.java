package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workers.tool.http.LocalServer;
import dev.tandem.workflows.mock.TestTools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A typed call that is a test: its tools are answered by mocks, and nothing is sent. */
@ExtendWith(SharedServers.class)
class MockedToolsIT {

    private static final String DOCUMENT = """
            {"limits": {"silence_timeout_seconds": 60},
             "agents": [
              {"id": "orders", "name": "Orders", "instructions": "Help.", "greeting": "Lakeside. How can I help you?",
               "llm": {"provider": "builtin"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
               "tools": [{"tool_type": "http", "name": "check_order", "side_effect": "none",
                          "description": "Check where an order is. The status of an order.",
                          "parameters": {"type": "object", "required": ["order_id"], "properties": {
                            "order_id": {"type": "string", "pattern": "[A-Z][0-9]{4}",
                                         "description": "The order number"}}},
                          "say_result": "Your order is {{status}}.",
                          "config": {"method": "GET", "url": "SHOP/orders/{{order_id}}"}}]}]}
            """;

    private final TemporalServer server;

    MockedToolsIT(TemporalServer server) {
        this.server = server;
    }

    @Test
    void aTestIsAnsweredByItsMocksAndNoRequestIsSent() throws Exception {
        try (LocalServer shop = new LocalServer(LocalServer.json("{\"status\": \"really on its way\"}"))) {
            JsonNode document = JsonMapper.shared().readTree(DOCUMENT.replace("SHOP", shop.url()));
            TestTools mocks = new TestTools.Mocked(Map.of(
                    "check_order",
                    List.of(new TestTools.Mock(
                            Map.of(), List.of(answer("on its way as {{order_id}}"), answer("in the shop"))))));
            try (MemoryCall call = MemoryCall.test(server, document, mocks)) {
                isShown(call, "agent: Lakeside. How can I help you?");
                call.caller.text("lk.chat", "Where is my order A1234?", Map.of());
                isShown(call, "agent: Your order is on its way as A1234.");
                call.caller.text("lk.chat", "Where is my order B2345?", Map.of());
                isShown(call, "agent: Your order is in the shop.");
                call.caller.close();

                assertThat(call.result().status()).isEqualTo("completed");
                assertThat(call.event("tool.started").path("mocked").asBoolean())
                        .isTrue();
                assertThat(call.event("tool.finished").path("mocked").asBoolean())
                        .isTrue();
            }
            assertThat(shop.seen).isEmpty();
        }
    }

    private static TestTools.Reply answer(String status) {
        return new TestTools.Answer(JsonMapper.shared().readTree("{\"status\": \"" + status + "\"}"), 0);
    }

    private static void isShown(MemoryCall call, String line) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(call.transcript()).contains(line));
    }
}
