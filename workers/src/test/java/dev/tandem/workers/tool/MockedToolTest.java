package dev.tandem.workers.tool;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.ToolExecution;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.Tool.SideEffect;
import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.ToolResult.Status;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockedToolTest {

    private static final String ORDER = "{\"type\": \"object\", \"required\": [\"order_id\"]}";

    private final ScriptedAdapter real = new ScriptedAdapter((_, _) -> json("{\"really\": true}"));
    private final TestActivityEnvironment temporal =
            TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(CallPayloads.converter())
                            .build())
                    .build());

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void answersByATemplateOverTheArgumentsAndTheToolDoesNotRun() {
        ToolResult result = run(
                new TestTools.Answer(
                        json("{\"text\": \"Order {{order_id}} is here.\", \"items\": \"{{items}}\", \"n\": 7}"), 0),
                SideEffect.ONCE);

        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.content()).hasToString("{\"text\":\"Order A1 is here.\",\"items\":[1,2],\"n\":7}");
        assertThat(real.runs).hasValue(0);
    }

    @Test
    void mayAnswerNothing() {
        ToolResult result = run(new TestTools.Answer(json("null"), 0), SideEffect.ONCE);

        assertThat(result.status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, FAILED", "UNAVAILABLE, FAILED", "UNREADABLE, UNKNOWN", "LOST, UNKNOWN"})
    void failsAsAToolFails(TestTools.Meaning meaning, Status status) {
        ToolResult result = run(new TestTools.Failure(meaning, "The stock is away.", 0), SideEffect.ONCE);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.error()).isEqualTo("The stock is away.");
        assertThat(real.runs).hasValue(0);
    }

    @Test
    void isTriedAgainAsAToolIsThatMayRunTwice() {
        assertThatThrownBy(() -> run(new TestTools.Failure(TestTools.Meaning.UNAVAILABLE, "Away.", 0), SideEffect.NONE))
                .isInstanceOf(ActivityFailure.class);
        assertThat(real.runs).hasValue(0);
    }

    @Test
    void takesItsTime() {
        assertThat(run(new TestTools.Answer(json("1"), 200), SideEffect.ONCE).durationMs())
                .isGreaterThanOrEqualTo(200);
    }

    @Test
    void failsWhenItTakesMoreTimeThanTheToolHas() {
        ToolResult late = run(new TestTools.Answer(json("1"), 60_000), SideEffect.ONCE);

        assertThat(late.status()).isEqualTo(Status.UNKNOWN);
        assertThat(late.error()).startsWith("no answer within");
    }

    @Test
    void argumentsThatDoNotFitAreRefusedAsEver() {
        var tool = ToolRequests.tool("scripted", ORDER, "{}", SideEffect.ONCE, 1000);
        ToolResult result = activity().execute(request(tool, "{}", new TestTools.Answer(json("1"), 0)));

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("order_id");
    }

    private ToolResult run(TestTools.Reply mock, SideEffect sideEffect) {
        var tool = ToolRequests.tool("scripted", ORDER, "{}", sideEffect, 1000);
        return activity().execute(request(tool, "{\"order_id\": \"A1\", \"items\": [1, 2]}", mock));
    }

    private static ToolRequest request(Tool tool, String arguments, TestTools.Reply mock) {
        return new ToolRequest("call-1", ToolRequests.call(arguments), tool, WorkspaceValues.NONE, mock);
    }

    private ToolExecution activity() {
        temporal.registerActivitiesImplementations(
                new ToolExecutionActivity(new Tools(List.of(real)), Safe.VAULT, Meters.unread()));
        return temporal.newActivityStub(ToolExecution.class);
    }
}
