package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.tool.http.LocalServer;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.command.Command;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whole calls on a worker without a LiveKit server and without native audio. */
@ExtendWith(SharedServers.class)
class MemoryCallIT {

    private final TemporalServer server;

    MemoryCallIT(TemporalServer server) {
        this.server = server;
    }

    private static LocalServer shop;
    private static JsonNode document;

    @BeforeAll
    static void openTheShop() throws Exception {
        shop = new LocalServer(LocalServer.json("{\"order_id\": \"A1234\", \"status\": \"on its way\"}"));
        document = JsonMapper.shared().readTree("""
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
                              "config": {"method": "GET", "url": "SHOP/orders/{{order_id}}"}}],
                   "paths": [{"id": "to-billing", "name": "Billing", "target_agent_id": "billing",
                              "description": "Use for questions about an invoice or a bill.", "say": "One moment."}]},
                  {"id": "billing", "name": "Billing", "instructions": "Bill.", "greeting": "Billing here.",
                   "llm": {"provider": "builtin"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
                   "paths": [{"id": "bye", "name": "Bye", "target": {"end": true}, "say": "Thank you for calling. Goodbye.",
                              "description": "Hang up. The caller wants to end the call."}]}]}
                """.replace("SHOP", shop.url()));
    }

    @AfterAll
    static void closeTheShop() {
        shop.close();
    }

    @Test
    void aTypedCallIsGreetedAnsweredMovedAndEnded() throws Exception {
        try (MemoryCall call = MemoryCall.typed(server, document)) {
            isShown(call, "agent: Lakeside. How can I help you?");
            type(call, "Where is my order?");
            isShown(call, "agent: What is your order number?");
            type(call, "It's A1234.");
            isShown(call, "agent: Your order is on its way.");
            type(call, "I have a question about an invoice.");
            isShown(call, "agent: One moment. Billing here.");
            type(call, "Please end the call and hang up.");

            CallResult result = call.result();

            assertThat(result.status()).isEqualTo("completed");
            assertThat(result.transfers()).isEqualTo(2);
            assertThat(call.transcript())
                    .contains("caller: It's A1234.", "caller: I have a question about an invoice.")
                    .endsWith("agent: Thank you for calling. Goodbye.");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(call.callerHears.events)
                            .containsExactly("joined agent", "disconnected PARTICIPANT_REMOVED"));
            assertThat(call.eventTypes()).contains("call.started", "tool.finished", "path.taken", "call.ended");
            assertThat(call.callerHears.attributes)
                    .containsKey("tandem.attendance")
                    .containsEntry("tandem.agent", "Billing");
            assertThat(call.callerHears.sound.samples()).isZero();
        }
    }

    @Test
    void aSpokenCallIsHeardInBothDirections() throws Exception {
        try (MemoryCall call = MemoryCall.spoken(server, document)) {
            isShown(call, "agent: Lakeside. How can I help you?");
            call.speech.transcripts.add("Where is my order A1234?");
            call.callerHears.sound.forget();
            speak(call, 800);
            isShown(call, "caller: Where is my order A1234?");
            isShown(call, "agent: Your order is on its way.");
            assertThat(call.callerHears.sound.firstLoudNanos()).isPositive();
            call.caller.close();

            assertThat(call.result().status()).isEqualTo("completed");
            assertThat(call.event("turn.committed").path("text").asString()).isEqualTo("Where is my order A1234?");
        }
    }

    @Test
    void whatASecondClientSaidJustBeforeTheEndIsRecorded() throws Exception {
        try (MemoryCall call = MemoryCall.typed(server, document)) {
            isShown(call, "agent: Lakeside. How can I help you?");
            try (CallerRoom second = call.callerComesAnew()) {
                second.text("lk.chat", "Where is my order?", Map.of());
                isShown(call, "agent: What is your order number?");
                second.text("lk.chat", "It's A1234.", Map.of());
                isShown(call, "caller: It's A1234.");
                call.command(new Command.Close("caller_left"));
                second.text("lk.chat", "And one more thing.", Map.of());
                isShown(call, "caller: And one more thing.");

                assertThat(call.result().status()).isEqualTo("completed");
                assertThat(call.committed()).contains("Where is my order?", "It's A1234.", "And one more thing.");
            }
        }
    }

    @Test
    void aToolThatFailedIsNeverToldAsDone() throws Exception {
        try (LocalServer broken = new LocalServer(exchange -> LocalServer.answer(
                        exchange, 404, "application/json", "{\"message\": \"There is no such order.\"}"));
                MemoryCall call = MemoryCall.typed(server, withLookup(broken.url()))) {
            isShown(call, "agent: Hello.");
            type(call, "Please look up my order.");
            isShown(call, "agent: I am sorry, I could not look up an order: There is no such order.");
        }
    }

    @Test
    void aPathOfAFailedToolSpeaksForItself() throws Exception {
        try (LocalServer broken = new LocalServer(exchange ->
                        LocalServer.answer(exchange, 404, "application/json", "{\"message\": \"Not there.\"}"));
                MemoryCall call = MemoryCall.typed(server, withPath(broken.url()))) {
            isShown(call, "agent: Hello.");
            type(call, "Please look up my order.");
            isShown(call, "agent: Our system is down. This is the help desk.");
            type(call, "Are you still there?");
            isShown(call, "agent: Yes, I am here.");
            assertThat(call.transcript()).contains("agent: Our system is down. This is the help desk.");
        }
    }

    private static JsonNode withLookup(String url) {
        return JsonMapper.shared().readTree("""
                {"limits": {"silence_timeout_seconds": 60},
                 "agents": [
                  {"id": "desk", "name": "Desk", "instructions": "Help.", "greeting": "Hello.",
                   "llm": {"provider": "builtin"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
                   "tools": [{"tool_type": "http", "name": "lookup", "side_effect": "none",
                              "description": "Looks up an order.",
                              "config": {"method": "GET", "url": "URL/orders"}}]}]}
                """.replace("URL", url));
    }

    private static JsonNode withPath(String url) {
        ObjectNode document = (ObjectNode) withLookup(url);
        ((ObjectNode) document.at("/agents/0"))
                .withArray("/paths")
                .add(JsonMapper.shared().readTree("""
                {"id": "down", "name": "Down", "kind": "event", "event": "tool_failed:lookup",
                 "description": "The system is down.", "target_agent_id": "help", "say": "Our system is down."}
                """));
        document.withArray("/agents").add(JsonMapper.shared().readTree("""
                {"id": "help", "name": "Help", "instructions": "Help.", "greeting": "This is the help desk.",
                 "llm": {"provider": "builtin"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"}}
                """));
        return document;
    }

    @Test
    void aLargeAnswerIsAssignedAndSaidWhole() throws Exception {
        String orders = IntStream.range(0, 400)
                .mapToObj(i -> "{\"id\": " + i + ", \"title\": \"A lamp of brass, number " + i + "\"}")
                .collect(Collectors.joining(","));
        try (LocalServer service = new LocalServer(LocalServer.json(
                "{\"orders\": [" + orders + "], \"customer\": {\"id\": \"C-17\", \"name\": \"Ann\"}}"))) {
            JsonNode desk = JsonMapper.shared().readTree("""
                    {"schema_version": 2, "limits": {"silence_timeout_seconds": 60},
                     "variables": [{"name": "last_order", "data_type": "integer"}],
                     "agents": [
                      {"id": "desk", "name": "Desk", "instructions": "Help.", "greeting": "Hello.",
                       "llm": {"provider": "builtin"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
                       "tools": [{"tool_type": "http", "name": "lookup", "side_effect": "none",
                                  "description": "Looks up an order.", "assign": {"last_order": "/orders/399/id"},
                                  "say_result": "{{customer.name}}, the last is {{orders.399.title}}.",
                                  "config": {"url": "SERVICE/"}}]}]}
                    """.replace("SERVICE", service.url()));
            try (MemoryCall call = MemoryCall.typed(server, desk)) {
                isShown(call, "agent: Hello.");
                type(call, "Please look up my order.");
                isShown(call, "agent: Ann, the last is A lamp of brass, number 399.");
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(call.eventTypes()).contains("variable.collected"));
                assertThat(call.event("variable.collected").path("value").asInt())
                        .isEqualTo(399);
                assertThat(call.event("tool.finished").path("warnings").values())
                        .singleElement()
                        .asString()
                        .contains("16384");
            }
        }
    }

    private static void type(MemoryCall call, String text) {
        call.caller.text("lk.chat", text, Map.of());
    }

    /** Makes a noise for so many ms, and is silent for a second. */
    private static void speak(MemoryCall call, int ms) {
        short[] frame = new short[Room.OUTPUT_FRAME];
        Arrays.fill(frame, (short) 20_000);
        for (int i = 0; i < ms / 10; i++) {
            call.caller.send(frame);
        }
        short[] silence = new short[Room.OUTPUT_FRAME];
        for (int i = 0; i < 100; i++) {
            call.caller.send(silence);
        }
    }

    private static void isShown(MemoryCall call, String line) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(call.transcript()).anyMatch(shown -> shown.startsWith(line)));
    }
}
