package dev.tandem.workers.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.plugin.TandemPlugin;
import dev.tandem.plugin.ToolFailure;
import dev.tandem.plugin.ToolInvocation;
import dev.tandem.plugin.ToolReply;
import dev.tandem.plugin.ToolType;
import dev.tandem.plugins.LoadedPlugin;
import dev.tandem.plugins.LoadedToolType;
import dev.tandem.plugins.Plugins;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.tool.ToolExecutionActivity;
import dev.tandem.workers.tool.ToolRequests;
import dev.tandem.workers.tool.Tools;
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
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Tools of plugins, run as the call workflow has them run. */
class PluginToolTest {

    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final CountDownLatch over = new CountDownLatch(1);
    private final TestActivityEnvironment temporal =
            TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(CallPayloads.converter())
                            .build())
                    .build());

    /** A gauge forgets what nobody holds. */
    private @Nullable RunningPlugins tools;

    @AfterEach
    void close() {
        over.countDown();
        temporal.close();
    }

    /** What a plugin's tool does. */
    @FunctionalInterface
    interface Doing {
        ToolReply run(ToolInvocation invocation) throws Exception;
    }

    record ScriptedType(String name, Doing doing) implements ToolType {
        @Override
        public String configSchema() {
            return "{}";
        }

        @Override
        public ToolReply run(ToolInvocation invocation) throws Exception {
            return doing.run(invocation);
        }
    }

    record ScriptedPlugin(String name) implements TandemPlugin {
        @Override
        public int api() {
            return API;
        }

        @Override
        public List<ToolType> toolTypes() {
            return List.of();
        }
    }

    @Test
    void aToolGetsItsArgumentsAndItsFilledConfig() {
        List<ToolInvocation> seen = new ArrayList<>();
        ToolExecution tools = running(plugin("crm", invocation -> {
            seen.add(invocation);
            return new ToolReply(Map.of("name", "Ada", "visits", List.of(1, new BigDecimal("2.50"))), List.of("Old."));
        }));
        ToolResult result = tools.execute(new ToolRequest(
                "call-1",
                ToolRequests.call("{\"number\": \"A1\", \"deep\": {\"list\": [1, null, true]}}"),
                ToolRequests.tool("crm", "{}", """
                        {"templated": ["{{number}}", "x {{number}}"], "plain": "{{number}}",
                         "key": "Bearer {{workspace.crm_key}}"}
                        """, SideEffect.NONE, 2000),
                Safe.holding(Map.of("crm_key", "canary-4f9c2b"))));

        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.content())
                .isEqualTo(JsonMapper.shared().readTree("{\"name\": \"Ada\", \"visits\": [1, 2.5]}"));
        assertThat(result.warnings()).containsExactly("Old.");
        ToolInvocation invocation = seen.getFirst();
        assertThat(invocation.arguments().get("deep")).hasToString("{list=[1, null, true]}");
        assertThat(invocation.config())
                .containsEntry("templated", List.of("A1", "x A1"))
                .containsEntry("plain", "{{number}}")
                .containsEntry("key", "Bearer canary-4f9c2b");
        assertThat(invocation.key()).isEqualTo("call-1/2/0/0");
        assertThat(invocation).asString().doesNotContain("canary").doesNotContain("A1");
    }

    @Test
    void aSecretThatAPluginAnswersIsHidden() {
        ToolExecution tools = running(plugin("crm", invocation -> ToolReply.of(invocation.config())));
        ToolResult result = tools.execute(new ToolRequest(
                "call-1",
                ToolRequests.call("{}"),
                ToolRequests.tool("crm", "{}", "{\"key\": \"{{workspace.crm_key}}\"}", SideEffect.NONE, 2000),
                Safe.holding(Map.of("crm_key", "canary-4f9c2b"))));

        assertThat(result.content()).asString().doesNotContain("canary").contains("key");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    void aToolThatBreaksFailsWithASentenceAndTheOthersGoOn(String what, Doing doing, String sentence) {
        ToolExecution tools = running(plugin("broken", doing), plugin("sound", _ -> ToolReply.of("yes")));

        ToolResult broken = run(tools, "broken", SideEffect.ONCE, 2000);
        ToolResult sound = run(tools, "sound", SideEffect.ONCE, 2000);

        assertThat(broken.error()).as(what).contains(sentence);
        assertThat(broken.status()).isEqualTo(Status.UNKNOWN);
        assertThat(sound.content()).hasToString("\"yes\"");
    }

    static Stream<Arguments> breaking() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        return Stream.of(
                Arguments.of(
                        "an exception",
                        (Doing) _ -> {
                            throw new IOException("no disk");
                        },
                        "the plugin broken failed: IOException: no disk"),
                Arguments.of(
                        "an error",
                        (Doing) _ -> {
                            throw new AssertionError("never");
                        },
                        "the plugin broken failed: AssertionError: never"),
                Arguments.of("endless recursion", (Doing) PluginToolTest::recurse, "StackOverflowError"),
                Arguments.of(
                        "a class that is not there",
                        (Doing) _ -> {
                            throw new NoClassDefFoundError("lib/Gone");
                        },
                        "the plugin broken lacks a class or a method (NoClassDefFoundError: lib/Gone)"),
                Arguments.of(
                        "an exception that cannot say anything",
                        (Doing) _ -> {
                            throw new Mute();
                        },
                        "the plugin broken failed: Mute"),
                Arguments.of("no plain value", (Doing) _ -> ToolReply.of(new Object()), "java.lang.Object"),
                Arguments.of(
                        "a number that is none",
                        (Doing) _ -> ToolReply.of(Double.NaN),
                        "a number that JSON cannot write"),
                Arguments.of("an answer within itself", (Doing) _ -> ToolReply.of(itself), "deeper than 100"),
                Arguments.of(
                        "an answer without end",
                        (Doing) _ -> ToolReply.of("x".repeat(PlainValues.LARGEST + 1)),
                        "more than 1048576 characters"));
    }

    private static ToolReply recurse(ToolInvocation invocation) {
        return ToolReply.of(deeper(1));
    }

    private static int deeper(int depth) {
        return depth == 0 ? 0 : 1 + deeper(depth + 2);
    }

    static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }
    }

    @Test
    void aFailureOfAToolSaysWhatItMeans() {
        ToolExecution tools = running(
                plugin("refuses", _ -> {
                    throw new ToolFailure(ToolFailure.Meaning.REFUSED, "there is no such shelf");
                }),
                plugin("away", _ -> {
                    throw new ToolFailure(ToolFailure.Meaning.UNAVAILABLE, "the shelf is closed");
                }));

        assertThat(run(tools, "refuses", SideEffect.NONE, 2000).status()).isEqualTo(Status.FAILED);
        assertThat(run(tools, "refuses", SideEffect.NONE, 2000).error()).isEqualTo("there is no such shelf");
        assertThat(run(tools, "away", SideEffect.ONCE, 2000).status()).isEqualTo(Status.FAILED);
        assertThatThrownBy(() -> run(tools, "away", SideEffect.NONE, 2000)).isInstanceOf(ActivityFailure.class);
    }

    @Test
    void aToolThatHangsFailsInTimeAndIsCountedUntilItEnds() {
        ToolExecution tools = running(plugin("hangs", _ -> hang()), plugin("sound", _ -> ToolReply.of("yes")));

        ToolResult hung = run(tools, "hangs", SideEffect.ONCE, 300);

        assertThat(hung.status()).isEqualTo(Status.UNKNOWN);
        assertThat(hung.error()).contains("no answer within");
        assertThat(run(tools, "sound", SideEffect.ONCE, 2000).status()).isEqualTo(Status.OK);
        await().untilAsserted(() -> assertThat(hanging()).isEqualTo(1));
        over.countDown();
        await().untilAsserted(() -> assertThat(hanging()).isZero());
    }

    @Test
    void aPluginWhoseRunsDoNotEndIsNotAskedAnyMore() {
        ToolExecution tools = running(plugin("hangs", _ -> hang()), plugin("sound", _ -> ToolReply.of("yes")));
        for (int i = 1; i <= PluginThreads.MOST_HANGING; i++) {
            int hung = i;
            run(tools, "hangs", SideEffect.ONCE, 50);
            await().untilAsserted(() -> assertThat(hanging()).isEqualTo(hung));
        }

        ToolResult refused = run(tools, "hangs", SideEffect.ONCE, 10_000);

        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.error()).contains("the plugin hangs has 8 runs that do not end");
        assertThat(refused.durationMs()).isLessThan(5_000);
        assertThat(run(tools, "sound", SideEffect.ONCE, 2000).status()).isEqualTo(Status.OK);
    }

    /** Goes on whatever interrupts it, until the test is over. */
    private ToolReply hang() {
        while (true) {
            try {
                over.await();
                return ToolReply.of("late");
            } catch (InterruptedException ignored) {
                Thread.onSpinWait();
            }
        }
    }

    private double hanging() {
        return figures.get("tandem.plugin.runs.hanging").gauge().value();
    }

    private static LoadedPlugin plugin(String name, Doing doing) {
        LoadedToolType type =
                new LoadedToolType(name, ToolRequests.json("{}"), Set.of("templated"), new ScriptedType(name, doing));
        return new LoadedPlugin(
                name,
                name + ".jar",
                new ScriptedPlugin(name),
                List.of(type),
                List.of(),
                PluginToolTest.class.getClassLoader());
    }

    private ToolExecution running(LoadedPlugin... plugins) {
        Meters meters = new Meters(figures);
        tools = new RunningPlugins(new Plugins(List.of(plugins), List.of()), meters);
        temporal.registerActivitiesImplementations(
                new ToolExecutionActivity(new Tools(tools.adapters()), Safe.VAULT, meters));
        return temporal.newActivityStub(ToolExecution.class);
    }

    private static ToolResult run(ToolExecution tools, String type, SideEffect sideEffect, int timeoutMs) {
        return tools.execute(new ToolRequest(
                "call-1",
                ToolRequests.call("{}"),
                ToolRequests.tool(type, "{}", "{}", sideEffect, timeoutMs),
                WorkspaceValues.NONE));
    }
}
