package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workflows.Documents;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.payload.PayloadSize;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Runs calls on a real Temporal server. Only hosts, tools and records are faked. */
@ExtendWith(SharedServers.class)
class CallWorkflowIT {

    private static final int TURNS = 60;
    private static final int EVERY_FIFTH = 5;
    private static final String ORDER = "Where is order 17?";
    private static final String WHEN = "And when does it arrive?";

    @Test
    void servesAWholeCallWhoseHistoryReplays(TemporalServer temporal, @TempDir Path folder) throws Exception {
        ScriptedHost host = new ScriptedHost("whole", WholeCall.script());
        try (CallStage stage = CallStage.at(temporal.target(), Documents.shop(), host)) {
            WholeCall.tools(stage.tools);

            CallResult result = stage.start().result();

            assertThat(result.status()).isEqualTo("completed");
            assertThat(stage.eventTypes()).containsExactlyElementsOf(WholeCall.EVENTS);
            Path file = folder.resolve("whole-call.json");
            RecordHistory.write(stage.environment.getWorkflowClient(), stage.workflowId(), file);
            ReplayTest.replay(file, CallWorkflowImpl.class);
        }
    }

    @Test
    void aCallOf60TurnsWithToolsAndRecordsAsTheyHappenStaysShort(TemporalServer temporal) throws Exception {
        AtomicReference<CallStage> staged = new AtomicReference<>();
        ScriptedHost host = new ScriptedHost("long", longCall(staged::get));
        ObjectNode document = Documents.shop();
        document.set("limits", json("{'max_turns':500}"));
        try (CallStage stage = CallStage.at(temporal.target(), document, host)) {
            staged.set(stage);
            WholeCall.tools(stage.tools);

            assertThat(stage.start().result().turns()).isEqualTo(TURNS);

            WorkflowExecutionHistory history =
                    stage.environment.getWorkflowClient().fetchHistory(stage.workflowId());
            long turnEvents = history.getEvents().size();
            long bytes = history.getHistory().getSerializedSize();
            List<Long> rearmed = host.rearmed.stream().sorted().toList();
            figure(
                    "history.txt",
                    "%d turns, %d events (%.1f a turn), %d bytes (%d a turn); armed again after p50 %.1f, p99 %.1f ms"
                            .formatted(
                                    TURNS,
                                    turnEvents,
                                    (double) turnEvents / TURNS,
                                    bytes,
                                    bytes / TURNS,
                                    rearmed.get(rearmed.size() / 2) / 1e6,
                                    rearmed.get(rearmed.size() * 99 / 100) / 1e6));
            assertThat(turnEvents).isLessThanOrEqualTo(1_500);
            assertThat(bytes).isLessThanOrEqualTo(750 * 1024);
        }
    }

    /** The server refuses a workflow task with a summary of more than 400 bytes. */
    @Test
    void movesBetweenAgentsWithTheLongestNames(TemporalServer temporal) throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, proposes(1, "My invoice.", "to-billing", "{'customer_id':'4711'}"))
                .on(1, 2, replies(1, "My invoice.", "It is long."))
                .on(2, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("names", script);
        ObjectNode document = Documents.shop();
        ((ObjectNode) document.at("/agents/0")).put("name", "受".repeat(200));
        ((ObjectNode) document.at("/agents/1")).put("name", "請".repeat(200));
        try (CallStage stage = CallStage.at(temporal.target(), document, host)) {
            assertThat(stage.start().result().transfers()).isEqualTo(1);
        }
    }

    /** 80 turns with 40 KiB of answers and words each: more than a payload of Temporal may hold. */
    @Test
    void whatHappenedWhileTheDatabaseWasAwayIsRecordedOnceAndInOrder(TemporalServer temporal) throws Exception {
        String answer = "'" + "漢".repeat(5_000) + "'";
        Script script = new Script().on(0, 1, greets("Welcome."));
        for (int turn = 1; turn <= 80; turn++) {
            script.on(turn, 1, asksTool(turn, "Where is it?", "check_order", "{'order_id':'17'}"));
            script.on(turn, 2, replies(turn, "Where is it?", "x".repeat(turn == 40 ? 100_000 : 25_000)));
        }
        ScriptedHost host = new ScriptedHost("outage", script);
        ObjectNode document = Documents.shop();
        document.set("limits", json("{'max_turns':500}"));
        try (CallStage stage = CallStage.at(temporal.target(), document, host)) {
            stage.tools.with("check_order", arguments -> json(answer));
            stage.records.isAway(true);
            stage.start();
            await().atMost(Duration.ofMinutes(2)).until(() -> host.turnsSeen() >= 162);

            stage.records.isAway(false);
            stage.call().command(new Command.Close("test"));
            CallResult result = stage.result();

            assertThat(result.turns()).isEqualTo(80);
            assertThat(stage.eventNumbers())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, result.events()).boxed().toList());
            assertThat(stage.records.batches)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(PayloadSize.MOST));
            assertThat(stage.records.events)
                    .filteredOn(event -> event.type().equals("reply.spoken"))
                    .hasSize(161)
                    .anySatisfy(cut ->
                            assertThat(cut.payload().path("text").asString()).endsWith("x…"));
        }
    }

    @Test
    void aCallThatIsTooLongForTemporalTakesItsLeaveAndIsRecordedToItsEnd(TemporalServer temporal) throws Exception {
        ScriptedHost host = new ScriptedHost("endless", new Script().on(0, 1, greets("Welcome.")));
        try (CallStage stage =
                CallStage.at(temporal.target(), Documents.shop(), host).start()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> host.turnsSeen() == 2);
            WorkflowStub call = stage.stub();

            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> signalled(call) || !host.turns.getLast().todo().waitsForCaller());

            assertThat(stage.result().status()).isEqualTo("completed");
            assertThat(Todo.say(host.turns.getLast().todo())).startsWith("I'm sorry, I have to end our call here.");
            assertThat(stage.eventTypes()).endsWith("reply.spoken", "call.ended");
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("history_limit");
        }
    }

    /**
     * Lengthens a call's history. Temporal takes 10,000 signals of a workflow at most, and a busy workflow takes many at
     * once, one event each. Waiting for it after some makes three events more each time, so that the history is too long
     * first.
     *
     * @return whether the call is over
     */
    private static boolean signalled(WorkflowStub call) {
        try {
            for (int n = 0; n < 10; n++) {
                call.signal("interruptTools", 1_000, 1);
            }
            call.query("version", LoadedVersion.class);
            return false;
        } catch (WorkflowNotFoundException over) {
            return true;
        }
    }

    /** On a real server: the one in memory fails now and then when an attendance is given up as it begins. */
    @Test
    void endsACallThatWasDeleted(TemporalServer temporal) throws Exception {
        ScriptedHost host = new ScriptedHost("a", new Script().on(0, 1, greets("Welcome.")));
        try (CallStage stage = CallStage.at(temporal.target(), Documents.shop(), host)) {
            stage.records.deleteCall();

            assertThat(stage.start().result()).isEqualTo(new CallResult("completed", 0, 0, 1, 0));
        }
    }

    @Test
    void leavesAFrozenHostForAnotherOne(TemporalServer temporal) throws Exception {
        Script waiting = new Script().on(0, 1, greets("Welcome.")).on(2, 1, new TurnOutcome.Left());
        ScriptedHost frozen = new ScriptedHost("frozen", waiting);
        ScriptedHost well = new ScriptedHost("well", waiting);
        try (CallStage stage =
                CallStage.at(temporal.target(), Documents.shop(), frozen, well).start()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> frozen.turnsSeen() == 2);

            long frozenAt = System.nanoTime();
            frozen.freeze();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> well.turnsSeen() == 1);

            double seconds = (System.nanoTime() - frozenAt) / 1e9;
            figure("frozen.txt", "armed at another host %.2f s after the freeze".formatted(seconds));
            assertThat(seconds).isLessThan(10);
            stage.call().command(new Command.Close("test"));
            assertThat(stage.result().attendances()).isEqualTo(3);
        }
    }

    /** Uses a real server, because the server in memory forgets the timeouts of an activity that is to be cancelled. */
    @Test
    void doesNotKnowWhatBecameOfAnInterruptedToolWithSideEffectsWhoseWorkerDied(TemporalServer temporal)
            throws Exception {
        ScriptedHost host = new ScriptedHost("interrupted", CallToolsTest.orderCall());
        CompletableFuture<Void> buried = new CompletableFuture<>();
        try (CallStage stage = CallStage.at(temporal.target(), CallToolsTest.interruptible("once"), host)) {
            CountDownLatch running = new CountDownLatch(1);
            stage.tools.with("check_order", arguments -> {
                running.countDown();
                buried.join();
                return json("{}");
            });
            stage.start();
            running.await();

            stage.call().interruptTools(1, 1);

            stage.result();
            buried.complete(null);
            assertThat(Todo.results(host.turns.get(2).todo()).getFirst().status())
                    .isEqualTo(ToolResult.Status.UNKNOWN);
        }
    }

    @Test
    void cancelsAToolThatTheCallerInterruptsAndMovesWithASummaryAndTheHistoryReplays(
            TemporalServer temporal, @TempDir Path folder) throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, asksTool(1, "Where is it?", "check_order", "{'order_id':'17'}"))
                .on(1, 2, replies(1, "Where is it?", ""))
                .on(2, 1, proposes(2, "No, my invoice.", "to-billing", "{'customer_id':'4711'}"))
                .on(2, 2, replies(2, "No, my invoice.", "It is long."))
                .on(3, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("cancelled", script);
        ObjectNode document = CallToolsTest.interruptible("none");
        ((ObjectNode) document.at("/agents/0/paths/0")).put("context", "summary");
        try (CallStage stage = CallStage.at(temporal.target(), document, host)) {
            CountDownLatch running = new CountDownLatch(1);
            stage.tools.with("check_order", arguments -> stage.tools.untilCancelled(running));
            stage.start();
            running.await();

            long interrupted = System.nanoTime();
            stage.call().interruptTools(1, 1);
            await().pollInterval(Duration.ofMillis(5)).until(() -> host.turnsSeen() == 3);
            figure(
                    "interrupted-tool.txt",
                    "the next step is armed %d ms after the caller interrupted a tool"
                            .formatted((System.nanoTime() - interrupted) / 1_000_000));

            stage.result();
            assertThat(Todo.results(host.turns.get(2).todo()).getFirst().status())
                    .isEqualTo(ToolResult.Status.CANCELLED);
            assertThat(stage.event("path.summarised").path("text").asString()).isEqualTo("Summed up by intake.");
            Path file = folder.resolve("cancelled.json");
            RecordHistory.write(stage.environment.getWorkflowClient(), stage.workflowId(), file);
            ReplayTest.replay(file, CallWorkflowImpl.class);
        }
    }

    /** Writes a figure beside the test reports, because the build is quiet. */
    private static void figure(String name, String text) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "figures"));
        Files.writeString(folder.resolve(name), text + System.lineSeparator());
    }

    /** The caller is heard, and that is recorded, before anything else happens in a turn: no workflow task is shared. */
    private static Script longCall(Supplier<CallStage> stage) {
        Script script = new Script().on(0, 1, greets("Welcome."));
        for (int turn = 1; turn <= TURNS; turn++) {
            if (turn % EVERY_FIFTH == 0) {
                script.on(turn, 1, heardFirst(stage, asksTool(turn, ORDER, "check_order", "{'order_id':'17'}")));
                script.on(turn, 2, replies(turn, ORDER, "It has been shipped this morning."));
            } else {
                script.on(turn, 1, heardFirst(stage, replies(turn, WHEN, "It arrives on the next day.")));
            }
        }
        return script.on(TURNS + 1, 1, new TurnOutcome.Left());
    }

    private static Script.Step heardFirst(Supplier<CallStage> stage, TurnOutcome outcome) {
        return input -> {
            String text = input.turn() % EVERY_FIFTH == 0 ? ORDER : WHEN;
            stage.get().call().heard(1, new Utterance(input.turn(), text));
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> stage.get().eventTypes().stream()
                                    .filter("turn.committed"::equals)
                                    .count()
                            == input.turn());
            return outcome;
        };
    }
}
