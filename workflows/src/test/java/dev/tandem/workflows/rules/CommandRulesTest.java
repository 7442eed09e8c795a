package dev.tandem.workflows.rules;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.call.Script;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEventType;
import dev.tandem.workflows.event.EventJson;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.Transfer;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CommandRulesTest {

    private static final Operator ANNA = new Operator("c1", "key-anna");

    private static final Call SHOP = new Call(
            new CallInput("1", "shop", "0c5f", "v3", "voice", "room-1", Map.of()),
            new LoadedVersion("v3", "Shop", 3, "Europe/Vienna", Documents.shop(), WorkspaceValues.NONE),
            Documents.shopGraph());

    private Outcome now = greeted(CallRules.open(SHOP));

    @Test
    void pausesAndResumesTheSameStep() {
        obey(new Command.Pause(ANNA));
        assertThat(input().control()).isEqualTo(Control.PAUSED);
        assertThat(types()).containsExactly("operator.paused");

        obey(new Command.Resume(ANNA));
        assertThat(input())
                .extracting(TurnInput::control, TurnInput::turn, TurnInput::step)
                .containsExactly(Control.AGENT, 1, 1);
        assertThat(types()).containsExactly("operator.resumed");
    }

    @Test
    void saysWhyACommandDoesNotFitWhatTheCallIs() {
        assertThat(refusal(new Command.Resume(ANNA))).isEqualTo("The call is not paused.");
        assertThat(refusal(new Command.HandBack(ANNA))).isEqualTo("No operator has the call.");
        obey(new Command.TakeOver(ANNA));
        assertThat(refusal(new Command.TakeOver(ANNA))).isEqualTo("An operator has the call already.");
        assertThat(refusal(new Command.Pause(ANNA))).isEqualTo("An operator has the call; hand it back first.");
        assertThat(refusal(new Command.ForcePath(ANNA, "nowhere")))
                .isEqualTo("No path \"nowhere\" leads away from Intake.");
        assertThat(refusal(new Command.CorrectVariable(ANNA, "nothing", json("1"))))
                .isEqualTo("The value of \"nothing\" is not a variable of this conversation.");
    }

    @Test
    void forcesAPathWhateverItRequires() {
        obey(new Command.ForcePath(ANNA, "to-billing"));

        Transfer transfer = (Transfer) now.next();
        assertThat(transfer.to()).isEqualTo("Billing");
        assertThat(types()).startsWith("operator.forced_path", "path.taken", "agent.activated");
        assertThat(payload("path.taken").path("by").asString()).isEqualTo("operator");
        assertThat(payload("path.taken").path("why").asString()).contains("an operator had it taken");
    }

    @Test
    void aCorrectionCountsAsConfirmedAndIsToldToTheAgent() {
        obey(new Command.CorrectVariable(ANNA, "customer_id", json("'7781'")));

        assertThat(input().news().changed())
                .extracting(VariableValue::name, VariableValue::source, VariableValue::confirmed)
                .containsExactly(tuple("customer_id", VariableValue.Source.OPERATOR, true));
        assertThat(types()).containsExactly("operator.corrected_variable", "variable.collected");
    }

    @Test
    void operatorsWordsAreToldUntilTheyWereSaid() {
        obey(new Command.Say(ANNA, "A colleague is looking into it."));
        assertThat(input().news().asides()).extracting(TurnInput.Aside::id).containsExactly("c1");

        step(Script.replies(1, "Hello?", "Yes?"));
        assertThat(input().news().asides()).extracting(TurnInput.Aside::id).containsExactly("c1");

        step(new TurnOutcome.Replied(new Spoken(
                new Utterance(2, "Well?"),
                "A colleague",
                "A colleague",
                false,
                List.of(),
                Timings.NONE,
                List.of("c1"),
                List.of())));
        assertThat(input().news().asides()).isEmpty();
    }

    @Test
    void whatTheCallerTellsAnOperatorMovesNothingAndReachesNoLimit() {
        obey(new Command.TakeOver(ANNA));
        for (int turn = 1; turn <= SHOP.graph().limits().maxTurns() + 3; turn++) {
            step(new TurnOutcome.Replied(Spoken.silent(new Utterance(turn, "goodbye " + turn))));
            assertThat(input().control()).isEqualTo(Control.OPERATOR);
            assertThat(types()).contains("turn.committed").doesNotContain("path.taken", "call.ended");
        }
    }

    @Test
    void aQuestionWhetherTheCallerIsThereIsNotRepeatedForACommand() {
        Outcome silent = CallRules.next(now.state(), new Happening.StepCameOut(Arm.LISTEN, new TurnOutcome.Silence()));
        Outcome paused = CallRules.next(
                silent.state(), new Happening.CommandGiven((Arm) silent.next(), new Command.Pause(ANNA)));

        assertThat(((Arm) paused.next()).todo()).isEqualTo(new TurnStep.Listen());
    }

    @Test
    void aCommandThatComesTooLateIsRecordedAsRefused() {
        CallEvent refused = CallRules.ended(
                        now.state(), EndCall.completed("ended"), 5, List.of(new Command.Pause(ANNA)))
                .getFirst();

        assertThat(refused)
                .isEqualTo(new CallEvent.OperatorRefused(
                        1, "intake", "Intake", "c1", "key-anna", "pause", "The call had already ended."));
    }

    /**
     * Checks that a call keeps its turn through any commands, and that its attending process always learns who has the
     * floor.
     */
    @Property
    void anyOrderOfCommandsLeavesACallThatGoesOn(@ForAll("orders") List<Command.Queued> commands) {
        for (Command.Queued command : commands) {
            Control before = now.state().control();
            obey(command);
            boolean refused = types().contains("operator.refused");
            if (refused) {
                assertThat(now.state().control()).isEqualTo(before);
                assertThat(types()).containsExactly("operator.refused");
            }
            if (now.next() instanceof Transfer transfer) {
                now = CallRules.next(now.state(), new Happening.TransferArrived(transfer, null));
            }
            assertThat(input().control()).isEqualTo(now.state().control());
            assertThat(now.state().turn()).isEqualTo(1);
        }
    }

    @Provide
    Arbitrary<List<Command.Queued>> orders() {
        return Arbitraries.<Command.Queued>of(
                        new Command.Pause(ANNA),
                        new Command.Resume(ANNA),
                        new Command.TakeOver(ANNA),
                        new Command.HandBack(ANNA),
                        new Command.Say(ANNA, "One moment."),
                        new Command.ForcePath(ANNA, "to-billing"),
                        new Command.CorrectVariable(ANNA, "customer_id", json("'0001'")))
                .list()
                .ofMaxSize(12);
    }

    private static Outcome greeted(Outcome open) {
        return CallRules.next(open.state(), new Happening.StepCameOut((Arm) open.next(), Script.greets("Hello.")));
    }

    private void obey(Command.Queued command) {
        now = CallRules.next(now.state(), new Happening.CommandGiven((Arm) now.next(), command));
    }

    private void step(TurnOutcome outcome) {
        now = CallRules.next(now.state(), new Happening.StepCameOut((Arm) now.next(), outcome));
    }

    private String refusal(Command.Queued command) {
        obey(command);
        assertThat(types()).containsExactly("operator.refused");
        return payload("operator.refused").path("reason").asString();
    }

    private TurnInput input() {
        return now.state().input(((Arm) now.next()).todo(), 1, Instant.EPOCH);
    }

    private List<String> types() {
        return now.events().stream()
                .map(event -> CallEventType.of(event).wireName())
                .toList();
    }

    private JsonNode payload(String type) {
        return now.events().stream()
                .filter(event -> CallEventType.of(event).wireName().equals(type))
                .findFirst()
                .map(EventJson::payload)
                .orElseThrow();
    }
}
