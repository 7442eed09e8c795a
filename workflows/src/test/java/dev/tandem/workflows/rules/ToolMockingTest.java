package dev.tandem.workflows.rules;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEventType;
import dev.tandem.workflows.event.EventJson;
import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.ToolResult.Status;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ToolMockingTest {

    private static final CallInput REAL_CALL = new CallInput("1", "shop", "0c5f", "v3", "chat", "room-1", Map.of());

    private static final TestTools.Reply FIRST = answer("first");
    private static final TestTools.Reply SECOND = answer("second");
    private static final TestTools.Reply OTHER = answer("other");

    private static final TestTools MOCKS = new TestTools.Mocked(Map.of(
            "check_order",
            List.of(
                    new TestTools.Mock(Map.of("order_id", json("'A1'")), List.of(FIRST, SECOND)),
                    new TestTools.Mock(Map.of("order_id", json("'B2'")), List.of(OTHER)))));

    @Test
    void theToolsOfACallRun() {
        assertThat(asked(REAL_CALL, "{'order_id': 'A1'}").mock()).isNull();
        assertThat(asked(REAL_CALL.test(new TestTools.Real()), "{'order_id': 'A1'}")
                        .mock())
                .isNull();
    }

    @Test
    void inATestTheMockWhoseArgumentsFitAnswers() {
        assertThat(asked(REAL_CALL.test(MOCKS), "{'order_id': 'A1'}").mock()).isEqualTo(FIRST);
        assertThat(asked(REAL_CALL.test(MOCKS), "{'order_id': 'B2', 'more': 1}").mock())
                .isEqualTo(OTHER);
    }

    @Test
    void theRepliesOfAMockComeOneAfterTheOtherAndTheLastOneStays() {
        Outcome now = greeted(REAL_CALL.test(MOCKS));
        List<TestTools.Reply> replies = new ArrayList<>();
        for (int asking = 1; asking <= 3; asking++) {
            Outcome asked = after(now, asksTool(1, "Order?", "check_order", "{'order_id': 'A1'}"));
            ToolRequest request = ((Action.RunTools) asked.next()).requests().getFirst();
            replies.add(request.mock());
            now = ran(asked);
        }

        assertThat(replies).containsExactly(FIRST, SECOND, SECOND);
    }

    @Test
    void aToolWithoutAMockThatFitsIsRefused() {
        Outcome asked =
                after(greeted(REAL_CALL.test(MOCKS)), asksTool(1, "Order?", "check_order", "{'order_id': 'C3'}"));

        Action.RunTools run = (Action.RunTools) asked.next();
        assertThat(run.requests()).isEmpty();
        assertThat(run.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.error())
                        .isEqualTo("This is a test, and it has no mock of this tool that fits."));
        assertThat(payload(asked, "tool.started").has("mocked")).isFalse();
    }

    @Test
    void theEventsOfAMockedToolSayIt() {
        Outcome asked =
                after(greeted(REAL_CALL.test(MOCKS)), asksTool(1, "Order?", "check_order", "{'order_id': 'A1'}"));

        assertThat(payload(asked, "tool.started").path("mocked").asBoolean()).isTrue();
        assertThat(payload(ran(asked), "tool.finished").path("mocked").asBoolean())
                .isTrue();
        Outcome real = after(greeted(REAL_CALL), asksTool(1, "Order?", "check_order", "{'order_id': 'A1'}"));
        assertThat(payload(real, "tool.started").has("mocked")).isFalse();
        assertThat(payload(ran(real), "tool.finished").has("mocked")).isFalse();
    }

    @Test
    void mocksTravelWithTheInputOfACall() {
        CallInput input = REAL_CALL.test(new TestTools.Mocked(Map.of(
                "check_order",
                List.of(new TestTools.Mock(
                        Map.of("order_id", json("'A1'")),
                        List.of(
                                FIRST,
                                new TestTools.Answer(json("null"), 20),
                                new TestTools.Failure(TestTools.Meaning.LOST, "Gone.", 10)))))));
        var converter = CallPayloads.converter();

        assertThat(converter.fromPayload(converter.toPayload(input).orElseThrow(), CallInput.class, CallInput.class))
                .isEqualTo(input);
        assertThat(converter.fromPayload(
                        converter.toPayload(REAL_CALL).orElseThrow(), CallInput.class, CallInput.class))
                .isEqualTo(REAL_CALL);
    }

    private static TestTools.Reply answer(String state) {
        return new TestTools.Answer(json("{'state': '" + state + "'}"), 0);
    }

    private static ToolRequest asked(CallInput input, String arguments) {
        Outcome asked = after(greeted(input), asksTool(1, "Order?", "check_order", arguments));
        return ((Action.RunTools) asked.next()).requests().getFirst();
    }

    private static Outcome greeted(CallInput input) {
        LoadedVersion version =
                new LoadedVersion("v3", "Shop", 3, "Europe/Vienna", Documents.shop(), WorkspaceValues.NONE);
        CallState.Call call = new CallState.Call(input, version, Documents.shopGraph());
        return after(CallRules.open(call), greets("Welcome."));
    }

    private static Outcome after(Outcome before, TurnOutcome outcome) {
        return CallRules.next(before.state(), new Happening.StepCameOut((Action.Arm) before.next(), outcome));
    }

    /** Has the tools answer, and the agent speak. */
    private static Outcome ran(Outcome asked) {
        Action.RunTools run = (Action.RunTools) asked.next();
        List<ToolResult> results = run.requests().stream()
                .map(request ->
                        new ToolResult(request.call().key(), request.call().name(), Status.OK, json("{}"), null, 1, 5))
                .toList();
        return CallRules.next(asked.state(), new Happening.ToolsReturned(run, results));
    }

    private static JsonNode payload(Outcome outcome, String type) {
        CallEvent found = outcome.events().stream()
                .filter(event -> CallEventType.of(event).wireName().equals(type))
                .findFirst()
                .orElseThrow();
        return EventJson.payload(found);
    }
}
