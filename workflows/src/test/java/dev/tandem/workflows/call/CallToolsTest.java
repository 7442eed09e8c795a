package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.workspace.DataKey;
import dev.tandem.workflows.workspace.Keys;
import dev.tandem.workflows.workspace.SealedSecret;
import dev.tandem.workflows.workspace.SealedSecrets;
import dev.tandem.workflows.workspace.WorkspaceValues;
import dev.tandem.workflows.workspace.WrappedKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class CallToolsTest {

    @Test
    void runsAToolWithoutSideEffectsAgainWhenItBroke() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        ScriptedHost host = new ScriptedHost("a", orderCall());
        try (CallStage stage = CallStage.with(host)) {
            stage.tools.with("check_order", arguments -> {
                if (runs.incrementAndGet() < 3) {
                    throw new IllegalStateException("the shop is away");
                }
                return json("{'state':'shipped'}");
            });

            stage.start().result();

            assertThat(stage.tools.requests).hasSize(3);
            assertThat(stage.event("tool.finished").path("runs").asInt()).isEqualTo(3);
        }
    }

    @Test
    void tellsTheModelWhatWentWrongWhenAllTriesAreUsedUp() throws Exception {
        ScriptedHost host = new ScriptedHost("a", orderCall());
        try (CallStage stage = CallStage.with(host)) {
            stage.tools.with("check_order", arguments -> {
                throw new IllegalStateException("The shop is away.");
            });

            stage.start().result();

            ToolResult result = Todo.results(host.turns.get(2).todo()).getFirst();
            assertThat(result)
                    .extracting(ToolResult::status, ToolResult::error, ToolResult::runs)
                    .containsExactly(ToolResult.Status.FAILED, "The shop is away.", 3);
        }
    }

    @Test
    void doesNotKnowWhatBecameOfAToolWithSideEffectsWhoseWorkerDied() throws Exception {
        ScriptedHost host = new ScriptedHost("a", orderCall());
        CompletableFuture<Void> buried = new CompletableFuture<>();
        try (CallStage stage = CallStage.with(once(), host)) {
            stage.tools.with("check_order", arguments -> {
                buried.join();
                return json("{}");
            });

            stage.start().result();
            buried.complete(null);

            assertThat(stage.tools.requests).hasSize(1);
            assertThat(Todo.results(host.turns.get(2).todo()).getFirst())
                    .extracting(ToolResult::status, ToolResult::runs)
                    .containsExactly(ToolResult.Status.UNKNOWN, 1);
            assertThat(stage.event("tool.failed").path("status").asString()).isEqualTo("unknown");
        }
    }

    @Test
    void anInterruptionThatIsToldBeforeTheToolIsAskedForKeepsItFromBeginning() throws Exception {
        AtomicReference<CallStage> running = new AtomicReference<>();
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, input -> {
                    running.get().call().interruptTools(1, 1);
                    return asksTool(1, "Where is it?", "check_order", "{'order_id':'17'}");
                })
                .on(1, 2, replies(1, "Where is it?", ""))
                .on(2, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(interruptible("once"), host)) {
            running.set(stage);
            stage.start().result();

            assertThat(stage.tools.requests).isEmpty();
            assertThat(Todo.results(host.turns.get(2).todo()).getFirst())
                    .extracting(ToolResult::status, ToolResult::runs)
                    .containsExactly(ToolResult.Status.CANCELLED, 0);
        }
    }

    @Test
    void refusesAToolThatTheAgentDoesNotHave() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, asksTool(1, "Fly!", "fly", "{}"))
                .on(1, 2, replies(1, "Fly!", "I cannot."))
                .on(2, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host)) {
            stage.start().result();

            assertThat(stage.tools.requests).isEmpty();
            assertThat(Todo.results(host.turns.get(2).todo()).getFirst().status())
                    .isEqualTo(ToolResult.Status.FAILED);
        }
    }

    @Test
    void aToolIsHandedTheSecretsThatItsConfigNamesStillSealedAndNoOthers() throws Exception {
        DataKey key = Keys.data("shop");
        SealedSecret mine = key.seal("crm_key", "", "canary-4f9c2b");
        SealedSecret other = key.seal("other", "", "canary-77");
        WrappedKey wrapped = new WrappedKey("key-of-shop", "shop", "2026", "d3JhcHBlZA==");
        ObjectNode document = Documents.shop();
        ((ObjectNode) document.at("/agents/0/tools/0/config"))
                .set("headers", json("{'X-Key': '{{workspace.crm_key}}', 'X-Shop': '{{workspace.shop}}'}"));
        try (CallStage stage = CallStage.with(document, new ScriptedHost("a", orderCall()))) {
            stage.records.haveWorkspace(new WorkspaceValues(
                    Map.of("shop", json("'Lakeside'"), "hours", json("'nine to five'")),
                    new SealedSecrets(wrapped, List.of(mine, other))));
            stage.tools.with("check_order", arguments -> json("{'state':'shipped'}"));

            stage.start().result();

            assertThat(stage.tools.requests.getFirst().workspace())
                    .isEqualTo(new WorkspaceValues(
                            Map.of("shop", json("'Lakeside'")), new SealedSecrets(wrapped, List.of(mine))));
        }
    }

    static Script orderCall() {
        return new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, asksTool(1, "Where is it?", "check_order", "{'order_id':'17'}"))
                .on(1, 2, replies(1, "Where is it?", "Well."))
                .on(2, 1, new TurnOutcome.Left());
    }

    static ObjectNode interruptible(String sideEffect) {
        ObjectNode document = Documents.shop();
        ((ObjectNode) document.at("/agents/0/tools/0"))
                .put("side_effect", sideEffect)
                .put("interruptible", true);
        return document;
    }

    private static ObjectNode once() {
        ObjectNode document = Documents.shop();
        ObjectNode tool = (ObjectNode) document.at("/agents/0/tools/0");
        tool.put("side_effect", "once").put("timeout_ms", 300);
        return document;
    }
}
