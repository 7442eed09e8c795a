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
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnOutcome;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Runs calls on a real Temporal server. Only hosts, tools and records are faked. */
@ExtendWith(SharedServers.class)
class CallWorkflowIT {

    private static final int TURNS = 60;
    private static final int EVERY_FIFTH = 5;

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
    void takesAbout12EventsATurnWithToolsAndRecords(TemporalServer temporal) throws Exception {
        ScriptedHost host = new ScriptedHost("long", longCall());
        try (CallStage stage = CallStage.at(temporal.target(), Documents.shop(), host)) {
            WholeCall.tools(stage.tools);

            stage.start().result();

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
            assertThat(turnEvents / TURNS).isLessThan(18);
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

    private static Script longCall() {
        Script script = new Script().on(0, 1, greets("Welcome."));
        for (int turn = 1; turn <= TURNS; turn++) {
            if (turn % EVERY_FIFTH == 0) {
                script.on(turn, 1, asksTool(turn, "Where is order 17?", "check_order", "{'order_id':'17'}"));
                script.on(turn, 2, replies(turn, "Where is order 17?", "It has been shipped this morning."));
            } else {
                script.on(turn, 1, replies(turn, "And when does it arrive?", "It arrives on the next day."));
            }
        }
        return script.on(TURNS + 1, 1, new TurnOutcome.Left());
    }
}
