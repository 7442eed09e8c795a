package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.RecordingListener;
import dev.tandem.workers.room.memory.MemoryRooms;
import dev.tandem.workers.tool.http.LocalServer;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has calls taken over whose conversation is larger than a payload of Temporal: 140 turns, each with an answer of 16
 * KiB.
 */
@ExtendWith(SharedServers.class)
class LongCallTakeoverIT {

    private static final int TURNS = 140;
    private static final String CALL = CallWorkflow.workflowId("shop", "long-1");
    private static final String ROOM = "long-room";
    private static final String ANSWER = "agent: Your order is on its way.";

    private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
    private final MemoryRooms rooms = new MemoryRooms();
    private final RecordingListener hears = new RecordingListener();

    @Test
    void aLongCallGoesOnWhenItsWorkerStopsAndWhenTheNextOneDies(TemporalServer temporal) throws Exception {
        String large =
                "{\"order_id\": \"A1234\", \"status\": \"on its way\", \"steps\": \"%s\"}".formatted("漢".repeat(5_400));
        try (LocalServer shop = new LocalServer(LocalServer.json(large))) {
            List<Object> records = records(document(shop.url()));
            MemoryProcess first = new MemoryProcess("first", temporal.target(), rooms, records);
            start(first.client());
            CallerRoom caller = rooms.joinAsCallerInWriting(ROOM, "caller", Map.of(), hears);
            await().atMost(Duration.ofSeconds(30)).until(() -> shown("agent: Lakeside.") == 1);
            for (int turn = 1; turn <= TURNS; turn++) {
                asks(caller, turn);
            }

            MemoryProcess second = new MemoryProcess("second", temporal.target(), rooms, records);
            long stopped = System.nanoTime();
            first.stop();
            asks(caller, TURNS + 1);
            figure("stopped", stopped);

            MemoryProcess third = new MemoryProcess("third", temporal.target(), rooms, records);
            long died = System.nanoTime();
            long came = agentsThatCame();
            second.die();
            rooms.lose(ROOM, "agent");
            await().atMost(Duration.ofSeconds(60)).until(() -> agentsThatCame() > came);
            asks(caller, TURNS + 2);
            figure("died", died);

            caller.close();
            WorkflowStub seen = third.client().newUntypedWorkflowStub(CALL);
            CallResult result = seen.getResult(60, TimeUnit.SECONDS, CallResult.class);
            assertThat(result.status()).isEqualTo("completed");
            assertThat(result.turns()).isGreaterThanOrEqualTo(TURNS + 2);
            assertThat(result.attendances()).isGreaterThanOrEqualTo(3);
            second.close();
            third.close();
            assertThat(events)
                    .filteredOn(event -> event.type().equals("tool.finished"))
                    .hasSize(TURNS + 2);
            assertThat(events.getLast().type()).isEqualTo("call.ended");
        }
    }

    private void asks(CallerRoom caller, int turn) {
        caller.text("lk.chat", "Where is my order A1234?", Map.of());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> shown(ANSWER) == turn);
    }

    private long agentsThatCame() {
        return hears.events.stream().filter("joined agent"::equals).count();
    }

    private long shown(String line) {
        return hears.texts.stream()
                .filter(text -> Boolean.parseBoolean(text.attributes().get("lk.transcription_final")))
                .map(text -> text.attributes().get("tandem.role") + ": " + text.text())
                .filter(text -> text.startsWith(line))
                .count();
    }

    private List<Object> records(JsonNode document) {
        LoadVersion versions =
                (version, _, _) -> new LoadedVersion(version, "Shop", 1, "UTC", document, WorkspaceValues.NONE);
        RecordEvents recorded = batch -> events.addAll(batch.events());
        return List.of(versions, recorded);
    }

    private static void start(WorkflowClient client) {
        CallWorkflow workflow = client.newWorkflowStub(
                CallWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(CallWorkflow.TASK_QUEUE)
                        .setWorkflowId(CALL)
                        .setWorkflowTaskTimeout(Duration.ofSeconds(1))
                        .build());
        var _ = WorkflowClient.start(
                workflow::run, new CallInput("long-1", "shop", "0c5f", "v1", "chat", ROOM, Map.of()));
    }

    private static JsonNode document(String shop) {
        return JsonMapper.shared().readTree("""
                {"limits": {"silence_timeout_seconds": 120},
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
                """.replace("SHOP", shop));
    }

    /** Writes a figure beside the test reports, because the build is quiet. */
    private static void figure(String name, long since) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "figures"));
        Files.writeString(
                folder.resolve("long-takeover-" + name + ".txt"),
                "answered %d ms after the worker had %s%n".formatted((System.nanoTime() - since) / 1_000_000, name));
    }
}
