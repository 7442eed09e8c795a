package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.variable.VariableNote;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A sensitive value is hidden wherever it comes back. */
class MaskedCallTest {

    private static final Set<String> TRANSCRIPT = Set.of("turn.committed", "reply.spoken");

    @Test
    void aToolGetsItUnderAnotherNameAnswersWithItAndRepeatsItInAnError() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, asksWith(1, "It's 4711.", "4711", "{'number':'4711','code':4711,'say':'four seven one one'}"))
                .on(1, 2, asksTool(1, "It's 4711.", "check_order", "{'order_id':'4 7-1 1'}"))
                .on(1, 3, replies(1, "It's 4711.", "Done."))
                .on(2, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(document(), host)) {
            stage.tools.with("check_order", arguments -> {
                if (arguments.has("number")) {
                    return json("{'pin':4711,'note':['The PIN 4-7-1-1 is right.'],'4711':'yes'}");
                }
                throw new IllegalStateException("The PIN four seven one one was refused.");
            });

            stage.start().result();

            assertThat(stage.eventTypes()).contains("tool.finished", "tool.failed");
            assertHidden(stage);
            assertThat(stage.event("tool.failed").path("error").asString()).isEqualTo("The PIN **** was refused.");
            assertThat(stage.event("tool.started").path("arguments"))
                    .isEqualTo(json("{'number':'****','code':'****','say':'****'}"));
        }
    }

    @Test
    void anOperatorsCorrectionAndARefusedProposalHideWhatWasThereBefore() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, asksWith(1, "It's 4711.", "4711", "{'order_id':'17'}"))
                .on(1, 2, replies(1, "It's 4711.", "Good."))
                .on(2, 1, asksTool(2, "And now?", "check_order", "{'order_id':'4711 or 0815'}"))
                .on(2, 2, proposes(2, "And now?", "to-billing", "{'customer_id':'47115'}"))
                .on(2, 3, asksTool(2, "And now?", "check_order", "{'order_id':'four seven one one five'}"))
                .on(2, 4, replies(2, "And now?", "Well."))
                .on(3, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", waitsAtTurn2(script));
        try (CallStage stage = CallStage.with(document(), host)) {
            stage.tools.with(
                    "check_order",
                    arguments -> json(
                            arguments.path("order_id").asString().equals("17")
                                    ? "{'state':'4711'}"
                                    : "{'state':'4711 became 0815'}"));
            stage.start();
            await().until(() -> host.turnsSeen() == 4);

            stage.call()
                    .command(new Command.CorrectVariable(new Operator("1", "someone"), "customer_id", json("'0815'")));

            stage.result();
            assertThat(stage.eventTypes()).contains("operator.corrected_variable", "path.rejected");
            assertHidden(stage);
        }
    }

    /** The second turn waits for its command: revision 1 of its first step never comes out. */
    private static Script waitsAtTurn2(Script script) {
        TurnOutcome asked = asksTool(2, "And now?", "check_order", "{'order_id':'4711 or 0815'}");
        return script.on(2, 1, input -> input.news().changed().isEmpty() ? null : asked);
    }

    private static void assertHidden(CallStage stage) {
        assertThat(stage.records.events)
                .filteredOn(event -> !TRANSCRIPT.contains(event.type()))
                .extracting(RecordedEvent::payload)
                .allSatisfy(payload -> assertThat(payload.toString())
                        .doesNotContain("4711", "0815", "four seven one one", "4 7-1 1", "4-7-1-1"));
    }

    /** The caller tells a value, and the model notes it and asks for the tool. */
    private static TurnOutcome asksWith(int turn, String heard, String value, String arguments) {
        VariableNote note = new VariableNote("customer_id", value, json("'" + value + "'"), false);
        Spoken spoken = new Spoken(new Utterance(turn, heard), "", "", false, List.of(note), Timings.NONE);
        return new TurnOutcome.ToolsAsked(
                spoken, List.of(new ToolCall("call/" + turn + "/1/0", "check_order", json(arguments))));
    }

    private static JsonNode document() {
        ObjectNode document = Documents.shop();
        ObjectNode variable = (ObjectNode) document.at("/agents/0/paths/0/required_variables/0");
        variable.put("sensitive", true);
        return document;
    }
}
