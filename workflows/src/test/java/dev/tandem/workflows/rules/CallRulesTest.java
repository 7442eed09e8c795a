package dev.tandem.workflows.rules;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.isInterrupted;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.call.Script;
import dev.tandem.workflows.call.Todo;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEventType;
import dev.tandem.workflows.event.EventJson;
import dev.tandem.workflows.event.EventMasking;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.ToolResult.Status;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Action.Transfer;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.variable.HiddenValues;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CallRulesTest {

    private static final Call SHOP = new Call(
            new CallInput("1", "shop", "0c5f", "v3", "voice", "room-1", Map.of()),
            new LoadedVersion("v3", "Shop", 3, "Europe/Vienna", Documents.shop(), WorkspaceValues.NONE),
            Documents.shopGraph());

    @Test
    void opensWithTheEntryAgentAndItsVariables() {
        Outcome opening = CallRules.open(SHOP);

        assertThat(opening.next()).isEqualTo(new Arm(new TurnStep.Enter(List.of(), "", List.of())));
        assertThat(opening.state().agentId()).isEqualTo("intake");
        assertThat(types(opening)).containsExactly("call.started", "variable.collected", "agent.activated");
    }

    @Test
    void armsTheNextTurnAfterAReply() {
        Outcome replied = play(greets("Welcome."), replies(1, "Hello?", "Yes?"));

        assertThat(replied.next()).isEqualTo(Arm.LISTEN);
        assertThat(replied.state().turn()).isEqualTo(2);
        assertThat(replied.state().unsettled()).isEmpty();
    }

    @Test
    void keepsOnlyWhatLeftTheSpeaker() {
        Outcome cut = play(greets("Welcome."), isInterrupted(1, "Read it", "The invoice", "The invoice is long."));

        assertThat(cut.state().lines().getLast().text()).isEqualTo("The invoice");
        JsonNode reply = payload(cut, "reply.spoken");
        assertThat(reply.path("text").asString()).isEqualTo("The invoice");
        assertThat(reply.path("full_text").asString()).isEqualTo("The invoice is long.");
        assertThat(reply.path("interrupted").asBoolean()).isTrue();
    }

    @Test
    void givesToolResultsToTheNextStepAndAssignsVariables() {
        Outcome ran = run(play(greets("Welcome."), asksTool(1, "Order 17?", "check_order", "{}")));

        TurnInput input = input(ran);
        assertThat(Todo.results(input.todo())).extracting(ToolResult::status).containsExactly(Status.OK);
        assertThat(input.offers().tools()).isTrue();
        assertThat(input.step()).isEqualTo(2);
        assertThat(input.news().changed()).extracting(change -> change.name()).containsExactly("order_state");
        assertThat(input.news().unsettled()).containsExactly(new Utterance(1, "Order 17?"));
    }

    @Test
    void letsTheModelOnlySpeakAfterTheLastToolStepOfATurn() {
        Outcome now = CallRules.open(SHOP);
        now = after(now, greets("Welcome."));
        for (int step = 1; step <= 3; step++) {
            now = run(after(now, asksTool(1, "Order 17?", "check_order", "{}")));
        }

        assertThat(input(now).offers()).isEqualTo(Offers.NOTHING);
    }

    @Test
    void aModelThatAsksOnAfterTheLastToolStepIsNotObeyed() {
        Outcome now = CallRules.open(SHOP);
        now = after(now, greets("Welcome."));
        for (int step = 1; step <= 3; step++) {
            now = run(after(now, asksTool(1, "Order 17?", "check_order", "{}")));
        }

        for (TurnOutcome asked :
                List.of(asksTool(1, "Order 17?", "check_order", "{}"), proposes(1, "Order 17?", "to-billing", "{}"))) {
            Outcome refused = after(now, asked);
            assertThat(payload(refused, "turn.failed").path("reason").asString())
                    .isEqualTo("The model asked for more than a turn may have.");
            assertThat(input(refused).todo()).isInstanceOf(TurnStep.AskAgain.class);
            assertThat(refused.state().turn()).isEqualTo(2);
        }
    }

    @Test
    void staysWithTheAgentWhileARequiredVariableIsMissing() {
        Outcome rejected = play(greets("Welcome."), proposes(1, "My invoice?", "to-billing", "{}"));

        assertThat(input(rejected).todo()).isInstanceOf(TurnStep.Reconsider.class);
        assertThat(rejected.state().agentId()).isEqualTo("intake");
        assertThat(rejected.state().progress().step()).isEqualTo(2);
        assertThat(payload(rejected, "path.rejected").path("missing")).isEqualTo(json("['customer_id']"));
    }

    @Test
    void movesWithTheRequiredVariableAndMasksItInTheRecords() {
        Outcome moved = play(greets("Welcome."), proposes(1, "471", "to-billing", "{'customer_id':'4711'}"));

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
        Outcome moved = play(greets("Welcome."), proposes(1, "4711", "to-billing", "{'customer_id':'4711'}"));
        Outcome entered = CallRules.next(moved.state(), new Happening.TransferArrived((Transfer) moved.next(), null));
        Outcome again = after(entered, proposes(1, "4711", "back", "{}"));

        assertThat(again.state().agentId()).isEqualTo("billing");
        assertThat(input(again).todo()).isInstanceOf(TurnStep.Reconsider.class);
        assertThat(types(again)).containsExactly("path.rejected");
    }

    @Test
    void learnsWhatTheModelNoted() {
        VariableNote note = new VariableNote("customer_id", "4711", json("'4711'"), true);
        Outcome noted = play(greets("Welcome."), proposes(1, "I am 4711", "back", "{}", note));

        assertThat(noted.state().variables()).containsKey("customer_id");
        assertThat(input(noted).todo()).isInstanceOf(TurnStep.Reconsider.class);
    }

    @Test
    void refusesAndRecordsWhatOnlyAToolMayTell() {
        VariableNote note = new VariableNote("order_state", "open", json("'open'"), true);
        Outcome noted = play(greets("Welcome."), replies(1, "It is open", "I see.", note));

        assertThat(noted.state().variables()).doesNotContainKey("order_state");
        assertThat(payload(noted, "variable.refused"))
                .isEqualTo(json("{'turn':1,'name':'order_state','value':'open','source':'caller',"
                        + "'reason':'is told by a tool or an operator, not by the caller'}"));
    }

    @Test
    void recordsWhatWasHeardAndNeverAnswered() {
        Outcome greeted = play(greets("Welcome."));
        CallState died = greeted.state().after(new Heartbeat(7, List.of(new Utterance(1, "Hello?")), 1, "Wel"));

        assertThat(died.played()).isEqualTo("Wel");
        List<CallEvent> last = CallRules.ended(died, EndCall.dropped("unattended"), 5, List.of());
        assertThat(last).hasExactlyElementsOfTypes(CallEvent.TurnCommitted.class, CallEvent.CallEnded.class);
    }

    @Test
    void forgetsUtterancesOfSettledTurnsInALateBeat() {
        Outcome replied = play(greets("Welcome."), replies(1, "Hello?", "Yes?"));

        CallState died = replied.state().after(new Heartbeat(7, List.of(new Utterance(1, "Hello?")), 1, "Yes?"));

        assertThat(died.unsettled()).isEmpty();
        assertThat(died.played()).isEmpty();
    }

    @Test
    void goesOnAfterATurnThatNothingCouldAnswer() {
        Outcome failed = play(
                greets("Welcome."),
                new TurnOutcome.Failed(Script.spoken(1, "Hello?", "I am sorry."), "no model answers"));

        assertThat(failed.next()).isEqualTo(Arm.LISTEN);
        assertThat(types(failed)).contains("turn.committed", "reply.spoken", "turn.failed");
    }

    @Test
    void asksACallerWhoSaysNothingTwiceWhetherHeIsThereAndThenEndsTheCall() {
        Outcome first = play(greets("Welcome."), new TurnOutcome.Silence());
        assertThat(first.next()).isEqualTo(new Arm(new TurnStep.AskAgain("Are you still there?")));
        assertThat(first.state().turn()).isEqualTo(1);

        Outcome second = after(first, new TurnOutcome.Silence());
        assertThat(second.next()).isEqualTo(first.next());

        Outcome third = after(second, new TurnOutcome.Silence());
        assertThat(third.next()).isEqualTo(Arm.farewell(first.state().phrase(Phrase.NOBODY_THERE)));
        assertThat(third.state().closing()).isEqualTo(EndCall.completed("silence"));
    }

    @Test
    void aCallerWhoSpeaksAgainIsGivenTheWholePatienceAnew() {
        Outcome answered = play(greets("Welcome."), new TurnOutcome.Silence(), replies(1, "Yes?", "Good."));

        assertThat(answered.state().progress().silences()).isZero();
        assertThat(answered.next()).isEqualTo(Arm.LISTEN);
    }

    @Test
    void moreToolsThanMayRunAtOnceAreRefused() {
        List<ToolCall> calls = IntStream.range(0, 20)
                .mapToObj(n -> new ToolCall("call/1/1/" + n, "check_order", json("{'order_id':'17'}")))
                .toList();

        Outcome asked =
                play(greets("Welcome."), new TurnOutcome.ToolsAsked(Script.spoken(1, "All of them.", ""), calls));

        assertThat(((RunTools) asked.next()).requests()).hasSize(16);
        assertThat(((RunTools) asked.next()).refused())
                .hasSize(4)
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(Status.FAILED));
    }

    private static Outcome play(TurnOutcome... outcomes) {
        Outcome now = CallRules.open(SHOP);
        for (TurnOutcome outcome : outcomes) {
            now = after(now, outcome);
        }
        return now;
    }

    private static Outcome after(Outcome before, TurnOutcome outcome) {
        return CallRules.next(before.state(), new Happening.StepCameOut((Arm) before.next(), outcome));
    }

    private static Outcome run(Outcome asked) {
        RunTools run = (RunTools) asked.next();
        List<ToolResult> results = run.requests().stream()
                .map(request -> new ToolResult(
                        request.call().key(), request.call().name(), Status.OK, json("{'state':'open'}"), null, 1, 5))
                .toList();
        return CallRules.next(asked.state(), new Happening.ToolsReturned(run, results));
    }

    private static TurnInput input(Outcome now) {
        return now.state().input(((Arm) now.next()).todo(), 4, Instant.EPOCH);
    }

    private static List<String> types(Outcome outcome) {
        return outcome.events().stream()
                .map(event -> CallEventType.of(event).wireName())
                .toList();
    }

    /** Returns the payload as it is recorded. */
    private static JsonNode payload(Outcome outcome, String type) {
        EventMasking masking = new EventMasking(new HiddenValues(SHOP.graph().sensitiveNames()));
        return outcome.events().stream()
                .filter(event -> CallEventType.of(event).wireName().equals(type))
                .findFirst()
                .map(masking::mask)
                .map(EventJson::payload)
                .orElseThrow();
    }
}
