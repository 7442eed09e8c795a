package dev.tandem.workers.tool;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.ToolExecution;
import dev.tandem.workflows.graph.Tool.SideEffect;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.ToolResult.Status;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ToolExecutionActivityTest {

    private static final String ORDER = """
            {"type": "object", "properties": {"order_id": {"type": "string", "pattern": "^[A-Z]\\\\d{4}$"}},
             "required": ["order_id"], "additionalProperties": false}
            """;

    private static final WorkspaceValues WITH_SECRET = Safe.holding(Map.of("crm_key", "canary-4f9c2b"));

    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final Meters meters = new Meters(figures);
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
        ScriptedAdapter adapter = new ScriptedAdapter((call, workspace) -> json("{\"status\": \"sent\"}"));
        ToolResult result = run(adapter, SideEffect.NONE, 1000, "{\"order_id\": \"A1234\"}");
        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.content()).isEqualTo(json("{\"status\": \"sent\"}"));
        assertThat(result.key()).isEqualTo("call-1/2/0/0");
    }

    @Test
    void neverRunsAToolWithArgumentsThatDoNotFit() {
        ScriptedAdapter adapter = new ScriptedAdapter((call, workspace) -> json("{}"));
        ToolResult result = run(adapter, SideEffect.NONE, 1000, "{\"order_id\": \"1234\", \"x\": 1}");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("order_id").contains("x");
        assertThat(adapter.runs).hasValue(0);
    }

    @Test
    void namesTheMissingArgument() {
        ToolResult result = run(new ScriptedAdapter((call, workspace) -> json("{}")), SideEffect.NONE, 1000, "{}");
        assertThat(result.error()).contains("order_id");
    }

    @Test
    void saysWhichToolTypesThereAre() {
        var tool = ToolRequests.tool("carrier_pigeon", ORDER, "{}", SideEffect.NONE, 1000);
        var activity = register(new ScriptedAdapter((call, workspace) -> json("{}")));
        ToolResult result = activity.execute(ToolRequests.request(tool, "{\"order_id\": \"A1234\"}"));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("carrier_pigeon").contains("scripted");
    }

    @ParameterizedTest
    @EnumSource(value = SideEffect.class, names = "ONCE", mode = Mode.EXCLUDE)
    void asksForAnotherAttemptWhereTheToolMayRunTwice(SideEffect sideEffect) {
        ScriptedAdapter away = new ScriptedAdapter((call, workspace) -> {
            throw new ToolFault(ToolFault.Kind.UNAVAILABLE, "the service cannot be reached");
        });
        assertThatThrownBy(() -> run(away, sideEffect, 1000, "{\"order_id\": \"A1234\"}"))
                .isInstanceOf(ActivityFailure.class)
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo(ToolExecutionActivity.RETRYABLE));
    }

    @ParameterizedTest
    @CsvSource({"A1234, ok", "1234, failed"})
    void countsARunWithItsOutcome(String orderId, String outcome) {
        run(
                new ScriptedAdapter((call, workspace) -> json("{}")),
                SideEffect.NONE,
                1000,
                "{\"order_id\": \"" + orderId + "\"}");
        assertThat(runs(outcome)).isEqualTo(1);
    }

    @Test
    void countsARunThatIsRepeatedAsOne() {
        ScriptedAdapter away = new ScriptedAdapter((call, workspace) -> {
            throw new ToolFault(ToolFault.Kind.UNAVAILABLE, "the service cannot be reached");
        });
        assertThatThrownBy(() -> run(away, SideEffect.NONE, 1000, "{\"order_id\": \"A1234\"}"))
                .isInstanceOf(ActivityFailure.class);
        assertThat(runs("retried")).isEqualTo(1);
    }

    @Test
    void neverAsksForAnotherAttemptOfAToolWithSideEffects() {
        ScriptedAdapter away = new ScriptedAdapter((call, workspace) -> {
            throw new ToolFault(ToolFault.Kind.UNAVAILABLE, "the service cannot be reached");
        });
        ToolResult result = run(away, SideEffect.ONCE, 1000, "{\"order_id\": \"A1234\"}");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(away.runs).hasValue(1);
    }

    @Test
    void doesNotClaimToKnowWhatBecameOfAToolWhoseAnswerGotLost() {
        ScriptedAdapter broken = new ScriptedAdapter((call, workspace) -> {
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
        ScriptedAdapter slow = new ScriptedAdapter((call, workspace) -> {
            never.await();
            return json("{}");
        });
        ToolResult result = run(slow, SideEffect.NONE, 100, "{\"order_id\": \"A1234\"}");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("100 ms");
        assertThat(slow.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"NONE, CANCELLED", "IDEMPOTENT, CANCELLED", "ONCE, UNKNOWN"})
    void stopsAToolThatTheCallerInterruptsAndSaysWhatIsKnownOfIt(SideEffect sideEffect, Status status)
            throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        ScriptedAdapter slow = new ScriptedAdapter((call, workspace) -> {
            running.countDown();
            new CountDownLatch(1).await();
            return json("{}");
        });
        ToolResult result = interrupted(slow, sideEffect, () -> running.getCount() == 0);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.error()).startsWith("The caller interrupted it while it ran.");
        assertThat(slow.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SideEffect.class)
    void neverBeginsAToolThatWasInterruptedBefore(SideEffect sideEffect) {
        ScriptedAdapter adapter = new ScriptedAdapter((call, workspace) -> json("{}"));
        ToolResult result = interrupted(adapter, sideEffect, () -> true);

        assertThat(result.status()).isEqualTo(Status.CANCELLED);
        assertThat(adapter.runs).hasValue(0);
    }

    @Test
    void keepsTheAnswerThatCameBeforeItWasToldOfTheInterruption() {
        AtomicBoolean answered = new AtomicBoolean();
        ScriptedAdapter quick = new ScriptedAdapter((call, workspace) -> {
            answered.set(true);
            return json("{\"status\": \"sent\"}");
        });
        ToolResult result = interrupted(quick, SideEffect.ONCE, answered::get);

        assertThat(result.status()).isEqualTo(Status.OK);
    }

    /** Runs a tool whose heartbeat reports that it is cancelled once this condition is true. */
    private ToolResult interrupted(ScriptedAdapter adapter, SideEffect sideEffect, BooleanSupplier cancelled) {
        temporal.setActivityHeartbeatListener(Object.class, details -> {
            if (cancelled.getAsBoolean()) {
                temporal.requestCancelActivity();
            }
        });
        return register(adapter)
                .execute(ToolRequests.request(
                        ToolRequests.interruptible(ToolRequests.tool("scripted", ORDER, "{}", sideEffect, 5_000)),
                        "{\"order_id\": \"A1234\"}"));
    }

    @Test
    void survivesAnAdapterThatBreaks() {
        ScriptedAdapter broken = new ScriptedAdapter((call, workspace) -> {
            throw new IllegalStateException("a bug");
        });
        ToolResult result = run(broken, SideEffect.ONCE, 1000, "{\"order_id\": \"A1234\"}");
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.error()).contains("a bug");
    }

    @Test
    void hidesASecretInAnAnswerThatRepeatsIt() {
        ScriptedAdapter echo =
                new ScriptedAdapter((call, workspace) -> json("{\"you\": \"sent " + secret(workspace) + "\"}"));
        ToolResult result = execute(echo, WITH_SECRET);
        assertThat(result.content()).isEqualTo(json("{\"you\": \"sent [secret crm_key]\"}"));
    }

    @Test
    void hidesASecretInAnAnswerThatIsTooLongBeforeItIsCut() {
        String filler = "x".repeat(BoundedAnswer.LARGEST - 60);
        ScriptedAdapter echo = new ScriptedAdapter((call, workspace) ->
                json("{\"text\": \"" + filler + secret(workspace).repeat(20) + "\"}"));
        ToolResult result = execute(echo, WITH_SECRET);
        assertThat(result.warnings()).singleElement().asString().contains("16384");
        assertThat(result.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @EnumSource(ToolFault.Kind.class)
    void hidesASecretInAFaultAndKeepsItsCauseOutOfTheHistory(ToolFault.Kind kind) {
        ScriptedAdapter telltale = new ScriptedAdapter((call, workspace) -> {
            IllegalStateException cause = new IllegalStateException("was " + secret(workspace));
            throw new ToolFault(kind, "the service refuses " + secret(workspace), cause);
        });
        assertThat(told(telltale))
                .contains("the service refuses [secret crm_key]")
                .doesNotContain("canary");
    }

    @Test
    void hidesASecretInAnAdaptersBug() {
        ScriptedAdapter broken = new ScriptedAdapter((call, workspace) -> {
            throw new IllegalStateException("cannot parse " + secret(workspace));
        });
        assertThat(told(broken)).contains("cannot parse [secret crm_key]").doesNotContain("canary");
    }

    @Test
    void namesTheSecretThatIsNotThereAndDoesNotTryAgain() {
        ScriptedAdapter adapter = new ScriptedAdapter((call, workspace) -> json("\"" + secret(workspace) + "\""));
        ToolResult result = execute(adapter, WorkspaceValues.NONE);
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("\"crm_key\"").contains("/api/workspace-variables");
    }

    @Test
    @Timeout(20)
    void aPatternThatBacktracksHoldsNobodyUp() {
        String schema = """
                {"type": "object", "properties": {
                  "a": {"type": "string", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"},
                  "b": {"allOf": [{"pattern": "^(a|aa)+$"}]}},
                 "patternProperties": {"^(x+x+)+y$": {"type": "string"}}}
                """;
        ScriptedAdapter adapter = new ScriptedAdapter((call, workspace) -> json("{}"));
        var tool = ToolRequests.tool("scripted", schema, "{}", SideEffect.NONE, 5_000);
        String evil = "{\"a\": \"" + "a".repeat(5_000) + "\", \"b\": \"" + "a".repeat(5_000) + "!\", \""
                + "x".repeat(5_000) + "\": 1}";
        ToolResult result = register(adapter).execute(ToolRequests.request(tool, evil));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.error()).contains("do not fit");
        assertThat(adapter.runs).hasValue(0);
    }

    @Test
    void aPatternThatIsNotRe2IsNotRunWhereAVersionHasItAlready() {
        ScriptedAdapter adapter = new ScriptedAdapter((call, workspace) -> json("{}"));
        var tool = ToolRequests.tool(
                "scripted",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"pattern\": \"^(?=x)y$\"}}}",
                "{}",
                SideEffect.NONE,
                1_000);
        assertThat(register(adapter)
                        .execute(ToolRequests.request(tool, "{\"a\": \"anything\"}"))
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void twoToolsWhoseSchemasHaveOneIdAreCheckedByTheirOwn() {
        String id = "\"$id\": \"urn:order\", \"type\": \"object\"";
        ScriptedAdapter adapter = new ScriptedAdapter((call, workspace) -> json("{}"));
        ToolExecution tools = register(adapter);
        var lax = ToolRequests.tool("scripted", "{" + id + "}", "{}", SideEffect.NONE, 1_000);
        var strict = ToolRequests.tool(
                "scripted", "{" + id + ", \"required\": [\"order_id\"]}", "{}", SideEffect.NONE, 1_000);
        assertThat(tools.execute(ToolRequests.request(lax, "{}")).status()).isEqualTo(Status.OK);
        assertThat(tools.execute(ToolRequests.request(strict, "{}")).status()).isEqualTo(Status.FAILED);
    }

    private long runs(String outcome) {
        return figures.get("tandem.tool.runs").tag("outcome", outcome).timer().count();
    }

    /** Returns all that the call workflow, and its history, learn of a tool that gives no answer. */
    private String told(ScriptedAdapter adapter) {
        try {
            return execute(adapter, WITH_SECRET).toString();
        } catch (ActivityFailure failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        }
    }

    private static String secret(OpenWorkspace workspace) {
        return workspace.named("workspace.crm_key").orElseThrow().stringValue();
    }

    private ToolResult execute(ScriptedAdapter adapter, WorkspaceValues workspace) {
        var tool = ToolRequests.tool("scripted", "{}", "{}", SideEffect.NONE, 1000);
        return register(adapter).execute(new ToolRequest("call-1", ToolRequests.call("{}"), tool, workspace));
    }

    private ToolResult run(ScriptedAdapter adapter, SideEffect sideEffect, int timeoutMs, String arguments) {
        var tool = ToolRequests.tool("scripted", ORDER, "{}", sideEffect, timeoutMs);
        return register(adapter).execute(ToolRequests.request(tool, arguments));
    }

    private ToolExecution register(ScriptedAdapter adapter) {
        temporal.registerActivitiesImplementations(
                new ToolExecutionActivity(new Tools(List.of(adapter)), Safe.VAULT, meters));
        return temporal.newActivityStub(ToolExecution.class);
    }
}
