package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workflows.Documents;
import dev.tandem.workflows.protocol.RunningTools;
import dev.tandem.workflows.protocol.ToolResult;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tools that are cancelled while they run, on a real Temporal server: the one in memory may lose an activity that ends
 * just as it is cancelled.
 */
@ExtendWith(SharedServers.class)
class InterruptedToolsIT {

    @Test
    void cancelsAToolThatTheCallerInterruptsAndTellsTheModel(TemporalServer temporal) throws Exception {
        ScriptedHost host = new ScriptedHost("interrupted", CallToolsTest.orderCall());
        try (CallStage stage = CallStage.at(temporal.target(), CallToolsTest.interruptible("none"), host)) {
            CountDownLatch running = new CountDownLatch(1);
            stage.tools.with("check_order", arguments -> stage.tools.untilCancelled(running));
            stage.start();
            running.await();

            stage.call().interruptTools(1, 1);
            stage.call().interruptTools(1, 1);
            stage.call().interruptTools(0, 1);

            stage.result();
            assertThat(Todo.results(host.turns.get(2).todo()).getFirst())
                    .extracting(ToolResult::status, ToolResult::runs)
                    .containsExactly(ToolResult.Status.CANCELLED, 1);
            assertThat(stage.tools.requests).hasSize(1);
            assertThat(stage.event("tool.failed").path("status").asString()).isEqualTo("cancelled");
        }
    }

    @Test
    void tellsANewcomerWhichToolsRunAndHowLong(TemporalServer temporal) throws Exception {
        ScriptedHost host = new ScriptedHost("newcomer", CallToolsTest.orderCall());
        try (CallStage stage = CallStage.at(temporal.target(), CallToolsTest.interruptible("none"), host)) {
            CountDownLatch running = new CountDownLatch(1);
            stage.tools.with("check_order", arguments -> stage.tools.untilCancelled(running));
            stage.start();
            running.await();
            host.stumble();
            await().until(() -> host.attendances.size() == 2);

            RunningTools tools = Objects.requireNonNull(host.attendances.get(1).tools());
            stage.call().interruptTools(1, tools.step());

            stage.result();
            assertThat(host.attendances.getFirst().tools()).isNull();
            assertThat(tools.step()).isEqualTo(1);
            assertThat(tools.names()).containsExactly("check_order");
            assertThat(tools.sinceMs()).isPositive();
            assertThat(Todo.results(host.turns.get(2).todo()).getFirst().status())
                    .isEqualTo(ToolResult.Status.CANCELLED);
        }
    }

    @Test
    void leavesAToolAloneThatMayNotBeInterrupted(TemporalServer temporal) throws Exception {
        assertThat(toldWhileItRuns(temporal, Documents.shop(), 1).status()).isEqualTo(ToolResult.Status.OK);
    }

    @Test
    void anInterruptionOfAStepBeforeTouchesNothing(TemporalServer temporal) throws Exception {
        assertThat(toldWhileItRuns(temporal, CallToolsTest.interruptible("none"), 0)
                        .status())
                .isEqualTo(ToolResult.Status.OK);
    }

    /** Returns the result of a tool that runs while an interruption in this turn is reported to the call. */
    private static ToolResult toldWhileItRuns(TemporalServer temporal, ObjectNode document, int turn) throws Exception {
        ScriptedHost host = new ScriptedHost("told-" + turn, CallToolsTest.orderCall());
        try (CallStage stage = CallStage.at(temporal.target(), document, host)) {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch told = new CountDownLatch(1);
            stage.tools.with("check_order", arguments -> {
                running.countDown();
                told.await();
                return json("{'state':'shipped'}");
            });
            stage.start();
            running.await();

            stage.call().interruptTools(turn, 1);
            told.countDown();

            stage.result();
            return Todo.results(host.turns.get(2).todo()).getFirst();
        }
    }
}
