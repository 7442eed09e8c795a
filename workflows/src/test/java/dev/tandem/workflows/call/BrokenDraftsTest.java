package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolResult.Status;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.replay.CallReport;
import dev.tandem.workflows.replay.Divergence;
import dev.tandem.workflows.replay.Divergence.Kind;
import dev.tandem.workflows.replay.RecordedCall;
import dev.tandem.workflows.replay.Replay;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks that a replay names what is wrong with a draft. */
class BrokenDraftsTest {

    private static final JsonNode SHOP = json("""
            {'variables': [{'name': 'total', 'data_type': 'integer', 'is_required': false}],
             'agents': [
              {'id': 'front', 'name': 'Front desk', 'greeting': 'Hello.',
               'tools': [{'tool_type': 'http', 'name': 'check_order', 'config': {'url': 'https://shop.example/orders'},
                          'parameters': {'type': 'object', 'properties': {'order_id': {'type': 'string'}}},
                          'assign': {'total': '/total'}}],
               'paths': [
                {'id': 'refund', 'name': 'Refund', 'target_agent_id': 'refunds', 'guard_condition': 'total > 10',
                 'required_variables': [{'name': 'order_id', 'sensitive': true}]}]},
              {'id': 'refunds', 'name': 'Refunds', 'greeting': 'Refunds.',
               'paths': [{'id': 'bye', 'name': 'Goodbye', 'target': {'end': true}}]}]}""");

    @Test
    void theSameDocumentDivergesNowhere() {
        CallReport report = replayed(draft -> {});
        assertThat(report.fault()).isNull();
        assertThat(report.same()).isTrue();
    }

    @Test
    void aGuardIsTurned() {
        CallReport report = replayed(draft -> refund(draft).put("guard_condition", "total <= 10"));
        assertThat(report.divergences().getFirst()).returns(Kind.GUARD, Divergence::kind);
        assertThat(decisive(report))
                .returns(2, Divergence::turn)
                .returns(Kind.GUARD, Divergence::kind)
                .returns("refund", Divergence::subject)
                .satisfies(one -> assertThat(one.expected()).contains("\"Refund\" was taken", "\"Refunds\""))
                .satisfies(one -> assertThat(one.found()).contains("its guard (total <= 10) was false"));
        assertThat(report.moved()).isNotNull();
        assertThat(report.counterfactual()).isTrue();
    }

    @Test
    void aRequiredVariableIsDropped() {
        CallReport report = replayed(draft -> refund(draft).putArray("required_variables"));
        assertThat(report.divergences())
                .anySatisfy(one -> assertThat(one)
                        .returns(Kind.VARIABLE, Divergence::kind)
                        .returns("order_id", Divergence::subject)
                        .satisfies(found -> assertThat(found.found()).contains("no variable \"order_id\"")));
        assertThat(report.divergences().getFirst()).returns(Kind.VARIABLE, Divergence::kind);
        assertThat(report.toString()).doesNotContain("A1234");
    }

    @Test
    void aToolIsRenamed() {
        CallReport report = replayed(draft -> tool(draft).put("name", "find_order"));
        assertThat(decisive(report))
                .returns(1, Divergence::turn)
                .returns(Kind.TOOL, Divergence::kind)
                .returns("check_order", Divergence::subject)
                .satisfies(one -> assertThat(one.found()).contains("called \"find_order\" now"));
    }

    @Test
    void aToolTakesOtherArguments() {
        CallReport report = replayed(
                draft -> ((ObjectNode) tool(draft).at("/parameters/properties/order_id")).put("type", "integer"));
        assertThat(decisive(report))
                .returns(Kind.TOOL_SCHEMA, Divergence::kind)
                .returns("check_order", Divergence::subject)
                .satisfies(one -> assertThat(one.found()).contains("order_id", "integer"));
    }

    @Test
    void aPathLeadsElsewhere() {
        CallReport report = replayed(draft -> {
            refund(draft).remove("target_agent_id");
            refund(draft).putObject("target").put("end", true);
        });
        assertThat(decisive(report))
                .returns(Kind.PATH, Divergence::kind)
                .returns("refund", Divergence::subject)
                .satisfies(one -> assertThat(one.found()).contains("the end of the call"));
        assertThat(report.moved()).isNotNull();
    }

    @Test
    void aToolNoLongerTellsAVariable() {
        CallReport report = replayed(draft -> tool(draft).remove("assign"));
        assertThat(report.divergences().getFirst())
                .returns(1, Divergence::turn)
                .returns(Kind.VARIABLE, Divergence::kind)
                .returns("total", Divergence::subject)
                .satisfies(one -> assertThat(one.expected()).contains("became 30 (tool)"));
        assertThat(decisive(report)).returns(Kind.GUARD, Divergence::kind);
        assertThat(report.variables()).contains("total");
    }

    @Test
    void aCallWithoutItsCausesIsNotReplayed() {
        TapedCall call = call();
        RecordedCall masked = RecordedCall.of("1", call.recorded(), Map.of());
        CallReport report = new Replay(call.graph()).of(masked, call.graph());
        assertThat(report.fault()).isEqualTo(RecordedCall.MASKED);
    }

    @Test
    void whatEventsTellInFullIsNotKeptTwice() {
        TapedCall call = call();
        call.hungUp();
        assertThat(call.causes().toString()).doesNotContain("Where is my order", "\"total\":30");
        assertThat(call.causes().toString()).contains("A1234");
    }

    private static Divergence decisive(CallReport report) {
        assertThat(report.fault()).isNull();
        return report.divergences().stream()
                .filter(Divergence::decisive)
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode refund(ObjectNode draft) {
        return (ObjectNode) draft.at("/agents/0/paths/0");
    }

    private static ObjectNode tool(ObjectNode draft) {
        return (ObjectNode) draft.at("/agents/0/tools/0");
    }

    private static TapedCall call() {
        TapedCall call = new TapedCall(SHOP, Map.of());
        call.after(Script.greets("Hello."));
        call.after(new TurnOutcome.ToolsAsked(
                Script.spoken(1, "Where is my order?", "One moment."),
                List.of(new ToolCall("1/1/1/1", "check_order", json("{'order_id': 'B77'}")))));
        call.toolsReturn(Status.OK, json("{'total': 30}"));
        call.after(Script.replies(1, "Where is my order?", "It is on its way."));
        call.after(Script.proposes(2, "I want my money back for A1234.", "refund", "{'order_id': 'A1234'}"));
        call.after(Script.greets("Refunds."));
        call.after(Script.proposes(3, "Thanks, goodbye.", "bye", "{}"));
        return call;
    }

    private static CallReport replayed(Consumer<ObjectNode> change) {
        TapedCall call = call();
        ObjectNode draft = (ObjectNode) SHOP.deepCopy();
        change.accept(draft);
        return new Replay(GraphDocument.load(draft)).of(call.hungUp(), call.graph());
    }
}
