package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.isInterrupted;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.call.CallState.Call;
import dev.tandem.workflows.call.NextStep.ArmTurn;
import dev.tandem.workflows.call.NextStep.EndCall;
import dev.tandem.workflows.call.NextStep.RunTools;
import dev.tandem.workflows.call.NextStep.Transfer;
import dev.tandem.workflows.event.LoadVersion;
import dev.tandem.workflows.secret.WorkspaceValues;
import dev.tandem.workflows.tool.ToolResult;
import dev.tandem.workflows.tool.ToolResult.Status;
import dev.tandem.workflows.transfer.VariableNote;
import dev.tandem.workflows.turn.Beat;
import dev.tandem.workflows.turn.TurnInput;
import dev.tandem.workflows.turn.TurnOutcome;
import dev.tandem.workflows.turn.Utterance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CallRulesTest {

    private static final Call SHOP = new Call(
            new CallInput("1", "shop", "0c5f", "v3", "voice", "room-1", Map.of()),
            new LoadVersion.Version("v3", "Shop", 3, "Europe/Vienna", Documents.shop(), WorkspaceValues.NONE),
            Documents.shopGraph());

    @Test
    void opensWithTheEntryAgentAndItsVariables() {
        Consequence opening = CallRules.open(SHOP);

        assertThat(opening.next()).isEqualTo(ArmTurn.entering(List.of(), null, List.of()));
        assertThat(opening.state().agentId()).isEqualTo("intake");
        assertThat(types(opening)).containsExactly("call.started", "variable.collected", "agent.activated");
    }

    @Test
    void armsTheNextTurnAfterAReply() {
        Consequence replied = play(greets("Welcome."), replies(1, "Hello?", "Yes?"));

        assertThat(replied.next()).isEqualTo(ArmTurn.LISTEN);
        assertThat(replied.state().turn()).isEqualTo(2);
        assertThat(replied.state().unsettled()).isEmpty();
    }

    @Test
    void keepsOnlyWhatLeftTheSpeaker() {
        Consequence cut = play(greets("Welcome."), isInterrupted(1, "Read it", "The invoice", "The invoice is long."));

        assertThat(cut.state().lines().getLast().text()).isEqualTo("The invoice");
        JsonNode reply = payload(cut, "reply.spoken");
        assertThat(reply.path("text").asString()).isEqualTo("The invoice");
        assertThat(reply.path("full_text").asString()).isEqualTo("The invoice is long.");
        assertThat(reply.path("interrupted").asBoolean()).isTrue();
    }

    @Test
    void givesToolResultsToTheNextStepAndAssignsVariables() {
        Consequence ran = run(play(greets("Welcome."), asksTool(1, "Order 17?", "check_order", "{}")));

        ArmTurn armed = (ArmTurn) ran.next();
        assertThat(armed.results()).extracting(ToolResult::status).containsExactly(Status.OK);
        assertThat(armed.speechOnly()).isFalse();
        TurnInput input = ran.state().input(armed, 4, Instant.EPOCH);
        assertThat(input.step()).isEqualTo(2);
        assertThat(input.changed()).extracting(change -> change.name()).containsExactly("order_state");
        assertThat(input.unsettled()).containsExactly(new Utterance(1, "Order 17?"));
    }

    @Test
    void letsTheModelOnlySpeakAfterTheLastToolStepOfATurn() {
        Consequence now = CallRules.open(SHOP);
        now = after(now, greets("Welcome."));
        for (int step = 1; step <= 3; step++) {
            now = run(after(now, asksTool(1, "Order 17?", "check_order", "{}")));
        }

        assertThat(((ArmTurn) now.next()).speechOnly()).isTrue();
    }

    @Test
    void staysWithTheAgentWhileARequiredVariableIsMissing() {
        Consequence rejected = play(greets("Welcome."), proposes(1, "My invoice?", "to-billing", "{}"));

        ArmTurn armed = (ArmTurn) rejected.next();
        assertThat(armed.rejection()).isNotNull();
        assertThat(rejected.state().agentId()).isEqualTo("intake");
        assertThat(rejected.state().progress().step()).isEqualTo(2);
        assertThat(payload(rejected, "path.rejected").path("missing")).isEqualTo(json("['customer_id']"));
    }

    @Test
    void movesWithTheRequiredVariableAndMasksItInTheRecords() {
        Consequence moved = play(greets("Welcome."), proposes(1, "471", "to-billing", "{'customer_id':'4711'}"));

        assertThat(moved.next()).isInstanceOf(Transfer.class);
        assertThat(moved.state().agentId()).isEqualTo("billing");
        JsonNode taken = payload(moved, "path.taken");
        assertThat(taken.path("from").asString()).isEqualTo("Intake");
        assertThat(taken.path("to").asString()).isEqualTo("Billing");
        assertThat(taken.path("variables")).isEqualTo(json("{'customer_id':'****'}"));
        assertThat(payload(moved, "variable.collected").path("value").asString())
                .isEqualTo("****");
    }

    @Test
    void movesAtMostOnceInATurn() {
        Consequence moved = play(greets("Welcome."), proposes(1, "4711", "to-billing", "{'customer_id':'4711'}"));
        Consequence entered = SummaryRules.arrived(moved.state(), (Transfer) moved.next(), Optional.empty());
        Consequence again = after(entered, proposes(1, "4711", "back", "{}"));

        assertThat(again.state().agentId()).isEqualTo("billing");
        assertThat(((ArmTurn) again.next()).rejection()).isNotNull();
        assertThat(types(again)).containsExactly("path.rejected");
    }

    @Test
    void learnsWhatTheModelNoted() {
        VariableNote note = new VariableNote("order_state", "open", json("'open'"), true);
        Consequence noted = play(greets("Welcome."), proposes(1, "It is open", "to-billing", "{}", note));

        assertThat(noted.state().variables()).containsKey("order_state");
        assertThat(((ArmTurn) noted.next()).rejection()).isNotNull();
    }

    @Test
    void recordsWhatWasHeardAndNeverAnswered() {
        Consequence greeted = play(greets("Welcome."));
        CallState died = greeted.state().after(new Beat(7, List.of(new Utterance(1, "Hello?")), 1, "Wel"));

        assertThat(died.played()).isEqualTo("Wel");
        List<Entry> last = CallRules.ended(died, EndCall.dropped("unattended"), 5);
        assertThat(last).extracting(Entry::type).containsExactly("turn.committed", "call.ended");
    }

    @Test
    void forgetsUtterancesOfSettledTurnsInALateBeat() {
        Consequence replied = play(greets("Welcome."), replies(1, "Hello?", "Yes?"));

        CallState died = replied.state().after(new Beat(7, List.of(new Utterance(1, "Hello?")), 1, "Yes?"));

        assertThat(died.unsettled()).isEmpty();
        assertThat(died.played()).isEmpty();
    }

    @Test
    void goesOnAfterATurnThatNothingCouldAnswer() {
        Consequence failed = play(
                greets("Welcome."),
                new TurnOutcome.Failed(Script.spoken(1, "Hello?", "I am sorry."), "no model answers"));

        assertThat(failed.next()).isEqualTo(ArmTurn.LISTEN);
        assertThat(types(failed)).contains("turn.committed", "reply.spoken", "turn.failed");
    }

    @Test
    void asksACallerWhoSaysNothingTwiceWhetherHeIsThereAndThenEndsTheCall() {
        Consequence first = play(greets("Welcome."), new TurnOutcome.Silence());
        assertThat(first.next()).isEqualTo(ArmTurn.LISTEN.saying(CallRules.ARE_YOU_THERE));
        assertThat(first.state().turn()).isEqualTo(1);

        Consequence second = after(first, new TurnOutcome.Silence());
        assertThat(second.next()).isEqualTo(first.next());

        Consequence third = after(second, new TurnOutcome.Silence());
        assertThat(third.next()).isEqualTo(ArmTurn.farewell(CallRules.NOBODY_THERE));
        assertThat(third.state().closing()).isEqualTo(EndCall.completed("silence"));
    }

    @Test
    void aCallerWhoSpeaksAgainIsGivenTheWholePatienceAnew() {
        Consequence answered = play(greets("Welcome."), new TurnOutcome.Silence(), replies(1, "Yes?", "Good."));

        assertThat(answered.state().progress().silences()).isZero();
        assertThat(answered.next()).isEqualTo(ArmTurn.LISTEN);
    }

    @Test
    void showsOperatorsTheCallWithSensitiveValuesMasked() {
        Consequence moved =
                play(greets("Welcome."), proposes(1, "My invoice, 4711", "to-billing", "{'customer_id':'4711'}"));

        assertThat(Details.of(moved.state()))
                .contains(
                        "- **Agent:** Billing",
                        "customer_id = `\"****\"`",
                        "Billing, turn 1",
                        "Caller: My invoice, ****")
                .doesNotContain("4711");
    }

    private static Consequence play(TurnOutcome... outcomes) {
        Consequence now = CallRules.open(SHOP);
        for (TurnOutcome outcome : outcomes) {
            now = after(now, outcome);
        }
        return now;
    }

    private static Consequence after(Consequence before, TurnOutcome outcome) {
        return CallRules.after(before.state(), (ArmTurn) before.next(), outcome);
    }

    private static Consequence run(Consequence asked) {
        RunTools run = (RunTools) asked.next();
        List<ToolResult> results = run.requests().stream()
                .map(request -> new ToolResult(
                        request.call().key(), request.call().name(), Status.OK, json("{'state':'open'}"), null, 1, 5))
                .toList();
        return ToolRules.ran(asked.state(), run, results);
    }

    private static List<String> types(Consequence consequence) {
        return consequence.entries().stream().map(Entry::type).toList();
    }

    private static JsonNode payload(Consequence consequence, String type) {
        return consequence.entries().stream()
                .filter(entry -> entry.type().equals(type))
                .findFirst()
                .orElseThrow()
                .payload();
    }
}
