package dev.tandem.workers.tool;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workflows.call.CallPayloads;
import dev.tandem.workflows.graph.Tool.SideEffect;
import dev.tandem.workflows.tool.ToolExecution;
import dev.tandem.workflows.tool.ToolResult;
import dev.tandem.workflows.tool.ToolResult.Status;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ToolExecutionActivityTest {

    private static final String ORDER = """
            {"type": "object", "properties": {"order_id": {"type": "string", "pattern": "^[A-Z]\\\\d{4}$"}},
             "required": ["order_id"], "additionalProperties": false}
            """;

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
    void givesTheToolsAnswer() {
        ScriptedAdapter adapter = new ScriptedAdapter(call -> json("{\"status\": \"sent\"}"));
        ToolResult result = run(adapter, SideEffect.NONE, 1000, "{\"order_id\": \"A1234\"}");
        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.content()).isEqualTo(json("{\"status\": \"sent\"}"));
        assertThat(result.key()).isEqualTo("call-1/2/0/0");
    }

    @Test
    void neverRunsAToolWithArgumentsThatDoNotFit() {
        ScriptedAdapter adapter = new ScriptedAdapter(call -> json("{}"));
        ToolResult result = run(adapter, SideEffect.NONE, 1000, "{\"order_id\": \"1234\", \"x\": 1}");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("order_id").contains("x");
        assertThat(adapter.runs).hasValue(0);
    }

    @Test
    void namesTheMissingArgument() {
        ToolResult result = run(new ScriptedAdapter(call -> json("{}")), SideEffect.NONE, 1000, "{}");
        assertThat(result.error()).contains("order_id");
    }

    @Test
    void saysWhichToolTypesThereAre() {
        var tool = ToolRequests.tool("carrier_pigeon", ORDER, "{}", SideEffect.NONE, 1000);
        var activity = register(new ScriptedAdapter(call -> json("{}")));
        ToolResult result = activity.execute(ToolRequests.request(tool, "{\"order_id\": \"A1234\"}"));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("carrier_pigeon").contains("scripted");
    }

    @ParameterizedTest
    @EnumSource(value = SideEffect.class, names = "ONCE", mode = Mode.EXCLUDE)
    void asksForAnotherAttemptWhereTheToolMayRunTwice(SideEffect sideEffect) {
        ScriptedAdapter away = new ScriptedAdapter(call -> {
            throw new ToolFault(ToolFault.Kind.UNAVAILABLE, "the service cannot be reached");
        });
        assertThatThrownBy(() -> run(away, sideEffect, 1000, "{\"order_id\": \"A1234\"}"))
                .isInstanceOf(ActivityFailure.class)
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo(ToolExecutionActivity.RETRYABLE));
    }

    @Test
    void neverAsksForAnotherAttemptOfAToolWithSideEffects() {
        ScriptedAdapter away = new ScriptedAdapter(call -> {
            throw new ToolFault(ToolFault.Kind.UNAVAILABLE, "the service cannot be reached");
        });
        ToolResult result = run(away, SideEffect.ONCE, 1000, "{\"order_id\": \"A1234\"}");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(away.runs).hasValue(1);
    }

    @Test
    void doesNotClaimToKnowWhatBecameOfAToolWhoseAnswerGotLost() {
        ScriptedAdapter broken = new ScriptedAdapter(call -> {
            throw new ToolFault(ToolFault.Kind.LOST, "the service's answer broke off");
        });
        assertThat(run(broken, SideEffect.ONCE, 1000, "{\"order_id\": \"A1234\"}")
                        .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        ToolFault away = new ToolFault(ToolFault.Kind.UNAVAILABLE, "away");
        var tool = ToolRequests.tool("scripted", ORDER, "{}", SideEffect.NONE, 1000);
        assertThat(ToolExecutionActivity.mayRetry(tool, away, 2)).isTrue();
        assertThat(ToolExecutionActivity.mayRetry(tool, away, ToolExecutionActivity.MOST_ATTEMPTS))
                .isFalse();
    }

    @Test
    void interruptsAToolThatTakesTooLongAndDoesNotTryAgain() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedAdapter slow = new ScriptedAdapter(call -> {
            never.await();
            return json("{}");
        });
        ToolResult result = run(slow, SideEffect.NONE, 100, "{\"order_id\": \"A1234\"}");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("100 ms");
        assertThat(slow.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void survivesAnAdapterThatBreaks() {
        ScriptedAdapter broken = new ScriptedAdapter(call -> {
            throw new IllegalStateException("a bug");
        });
        ToolResult result = run(broken, SideEffect.ONCE, 1000, "{\"order_id\": \"A1234\"}");
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.error()).contains("a bug");
    }

    private ToolResult run(ScriptedAdapter adapter, SideEffect sideEffect, int timeoutMs, String arguments) {
        var tool = ToolRequests.tool("scripted", ORDER, "{}", sideEffect, timeoutMs);
        return register(adapter).execute(ToolRequests.request(tool, arguments));
    }

    private ToolExecution register(ScriptedAdapter adapter) {
        temporal.registerActivitiesImplementations(new ToolExecutionActivity(new Tools(List.of(adapter))));
        return temporal.newActivityStub(ToolExecution.class);
    }
}
