package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.call.api.SearchAttributes;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import io.temporal.failure.CanceledFailure;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class CallWorkflowTest {

    @Test
    void servesAWholeCallWithToolRejectionTransferInterruptionAndHangUp() throws Exception {
        ScriptedHost host = new ScriptedHost("a", WholeCall.script());
        try (CallStage stage = CallStage.with(host)) {
            WholeCall.tools(stage.tools);

            CallResult result = stage.start().result();

            assertThat(result).isEqualTo(new CallResult("completed", 4, 1, 1, WholeCall.EVENTS.size()));
            assertThat(stage.tools.requests).hasSize(1);
            assertThat(host.transfers).hasSize(1);
            assertThat(stage.eventTypes()).containsExactlyElementsOf(WholeCall.EVENTS);
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("caller_left");
            assertThat(stage.records.organizations).containsExactly("0c5f");
        }
    }

    @Test
    void tellsWhoeverAsksTheConversationSoFar() {
        Script script = new Script().on(0, 1, greets("Welcome.")).on(1, 1, replies(1, "Hello?", "Yes?"));
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 3);

            Conversation conversation = stage.conversation();

            assertThat(conversation.turn()).isEqualTo(2);
            assertThat(conversation.agentId()).isEqualTo("intake");
            assertThat(conversation.lines())
                    .extracting(Line::role, Line::text)
                    .containsExactly(
                            tuple(Role.AGENT, "Welcome."), tuple(Role.CALLER, "Hello?"), tuple(Role.AGENT, "Yes?"));
            assertThat(conversation.variables()).containsKey("shop");
        }
    }

    @Test
    void speaksThePathsWordsBeforeItEnds() throws Exception {
        Script script = new Script().on(0, 1, greets("Welcome.")).on(1, 1, proposes(1, "Goodbye", "goodbye", "{}"));
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host)) {
            CallResult result = stage.start().result();

            assertThat(result.status()).isEqualTo("completed");
            TurnInput last = host.turns.getLast();
            assertThat(last.isLast()).isTrue();
            assertThat(Todo.say(last.todo())).isEqualTo("Thank you for calling {{shop}}.");
            assertThat(stage.event("path.taken").path("to").isNull()).isTrue();
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("path_taken");
        }
    }

    @Test
    void endsWhenToldToAndSupersedesTheOpenTurn() throws Exception {
        ScriptedHost host = new ScriptedHost("a", new Script().on(0, 1, greets("Welcome.")));
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 2);

            stage.call().command(new Command.Close("operator"));

            assertThat(stage.result().status()).isEqualTo("completed");
            assertThat(host.turns.getLast())
                    .extracting(TurnInput::turn, TurnInput::step, TurnInput::isLast)
                    .containsExactly(1, 2, true);
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("operator");
        }
    }

    @Test
    void recordsACallThatIsCancelledFromOutside() {
        ScriptedHost host = new ScriptedHost("a", new Script().on(0, 1, greets("Welcome.")));
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 2);

            stage.stub().cancel();

            assertThatThrownBy(stage::result).hasCauseInstanceOf(CanceledFailure.class);
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("cancelled");
        }
    }

    @Test
    void takesItsLeaveAfterTheLastTurnThatIsAllowed() throws Exception {
        ObjectNode document = Documents.shop();
        document.set("limits", json("{'max_turns':1}"));
        Script script = new Script().on(0, 1, greets("Welcome.")).on(1, 1, replies(1, "Hello?", "Yes?"));
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(document, host)) {
            assertThat(stage.start().result().turns()).isEqualTo(1);

            assertThat(Todo.say(host.turns.getLast().todo())).startsWith("I'm sorry, I have to end our call here.");
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("max_turns");
        }
    }

    @Test
    void recordsAReplyThatComesOutWhenTheCallerHasLeft() throws Exception {
        ScriptedHost[] hosts = new ScriptedHost[1];
        Script script = new Script().on(0, 1, greets("Welcome.")).on(1, 1, input -> {
            hosts[0].departs(Departure.CALLER_LEFT);
            await().until(hosts[0]::hasLeft);
            return replies(1, "Bye", "Good");
        });
        hosts[0] = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(hosts[0])) {
            CallResult result = stage.start().result();

            assertThat(result.turns()).isEqualTo(1);
            assertThat(stage.eventTypes()).containsSequence("turn.committed", "path.offered", "reply.spoken");
        }
    }

    @Test
    void dropsACallWhoseCallerIsLost() throws Exception {
        Script script = new Script().on(0, 1, greets("Welcome.")).on(1, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", script);
        host.departs(Departure.CALLER_LOST);
        try (CallStage stage = CallStage.with(host)) {
            assertThat(stage.start().result().status()).isEqualTo("dropped");

            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("caller_lost");
        }
    }

    @Test
    void numbersEventsWithoutAGapAndRecordsEachOnceAlthoughTheDatabaseIsAwayTwice() throws Exception {
        ScriptedHost host = new ScriptedHost("a", WholeCall.script());
        try (CallStage stage = CallStage.with(host)) {
            WholeCall.tools(stage.tools);
            stage.records.fail(2);

            CallResult result = stage.start().result();

            assertThat(stage.eventNumbers())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, result.events()).boxed().toList());
            assertThat(stage.eventTypes()).containsExactlyElementsOf(WholeCall.EVENTS);
        }
    }

    @Test
    void tellsOperatorsAgentAndStatusBySearchAttributes() throws Exception {
        ScriptedHost host = new ScriptedHost("a", WholeCall.script());
        try (CallStage stage = CallStage.with(host)) {
            WholeCall.tools(stage.tools);
            stage.start().result();

            var attributes = stage.stub().describe().getTypedSearchAttributes();
            assertThat(attributes.get(SearchAttributes.AGENT)).isEqualTo("Billing");
            assertThat(attributes.get(SearchAttributes.STATUS)).isEqualTo("completed");
        }
    }
}
