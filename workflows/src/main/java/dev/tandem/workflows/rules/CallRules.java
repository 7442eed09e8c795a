package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.variable.VariableUpdate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What follows from what happens in a call. Pure: the call workflow carries it out. */
public final class CallRules {

    /** So often a caller is asked whether he is there. */
    private static final int ASKED_MOST = 2;

    private CallRules() {}

    /** The call begins: the first agent opens it. */
    public static Outcome open(Call call) {
        VariableUpdate start = VariableRules.start(call.graph(), call.input().variables());
        Transition draft = new Transition(CallState.starting(call, start));
        draft.enter(Entries::callStarted);
        start.changed().forEach(variable -> draft.enter(entries -> entries.variableCollected(variable)));
        draft.enter(Entries::agentActivated);
        return new TransferChain(draft).open();
    }

    /** A step of the open turn came out. */
    public static Outcome after(CallState state, ArmTurn armed, TurnOutcome outcome) {
        Transition draft = new Transition(state);
        return switch (outcome) {
            case TurnOutcome.Replied replied -> {
                hear(draft, replied.spoken());
                yield MoveRules.follow(draft, new Trigger.Expression(), List.of())
                        .orElseGet(() -> settle(draft));
            }
            case TurnOutcome.Failed failed -> {
                hear(draft, failed.spoken());
                draft.enter(entries -> entries.turnFailed(failed.reason()));
                yield settle(draft);
            }
            case TurnOutcome.ToolsAsked asked -> {
                hear(draft, asked.spoken());
                yield ToolRules.ask(draft, asked.calls());
            }
            case TurnOutcome.TransferAsked asked -> {
                hear(draft, asked.spoken());
                yield MoveRules.decide(draft, asked.proposal());
            }
            case TurnOutcome.Left _ -> draft.then(ending(state, EndCall.completed("caller_left")));
            case TurnOutcome.Silence _ ->
                MoveRules.follow(draft, new PathEvent.Silence()).orElseGet(() -> afterSilence(draft, armed));
            case TurnOutcome.Pressed pressed ->
                MoveRules.follow(draft, new PathEvent.Dtmf(pressed.digits()))
                        .orElseGet(() -> draft.then(armed.again()));
            case TurnOutcome.Yielded _, TurnOutcome.Superseded _, TurnOutcome.Absent _ -> draft.then(armed.again());
        };
    }

    /** The caller is asked whether he is there; one who does not answer has gone. */
    private static Outcome afterSilence(Transition draft, ArmTurn armed) {
        if (draft.state().progress().silences() < ASKED_MOST) {
            draft.change(state -> state.with(state.progress().callerSilent()));
            return draft.then(armed.saying(draft.state().phrase(Phrase.STILL_THERE)));
        }
        return close(draft.state(), EndCall.completed("silence"), draft.state().phrase(Phrase.NOBODY_THERE));
    }

    /** The call is to end from outside the conversation: the agent takes its leave. */
    public static Outcome close(CallState state, EndCall end, @Nullable String say) {
        Transition draft = new Transition(state);
        draft.change(open -> open.with(open.progress().nextStep()).closing(end));
        return draft.then(ArmTurn.farewell(say));
    }

    /** Nobody attends any more, or nobody answers: the call ends as it is. */
    public static Outcome end(CallState state, EndCall end) {
        return new Outcome(state, ending(state, end), List.of());
    }

    /**
     * The last words of a call's records: what was heard and never answered, and how it ended.
     *
     * @param durationMs since the call workflow started
     */
    public static List<Entry> ended(CallState state, EndCall end, long durationMs) {
        Entries entries = new Entries(state);
        Stream<Entry> unanswered = state.unsettled().values().stream()
                .filter(heard ->
                        heard.turn() > state.turn() || !state.progress().heard())
                .map(entries::turnCommitted);
        Entry last = Entries.callEnded(end, state.settledTurns(), durationMs);
        return Stream.concat(unanswered, Stream.of(last)).toList();
    }

    private static EndCall ending(CallState state, EndCall otherwise) {
        EndCall closing = state.closing();
        return closing == null ? otherwise : closing;
    }

    /** Takes down what the caller said, what the agent said, and what was learnt of it. */
    private static void hear(Transition draft, Spoken spoken) {
        draft.change(state -> state.told(spoken.asides()));
        Utterance heard = spoken.heard();
        if (heard != null && !draft.state().progress().heard()) {
            commit(draft, heard);
        }
        if (!spoken.text().isEmpty() || !spoken.words().isEmpty()) {
            draft.enter(entries -> entries.replySpoken(spoken));
        }
        if (!spoken.words().isEmpty()) {
            draft.say(Role.AGENT, spoken.words(), spoken.interrupted());
        }
        VariableUpdate noted = VariableRules.note(
                draft.state().call().graph(),
                draft.state().agent(),
                draft.state().variables(),
                spoken.variables(),
                draft.state().turn());
        draft.learn(noted.variables(), noted.changed());
    }

    private static void commit(Transition draft, Utterance heard) {
        draft.enter(entries -> entries.turnCommitted(heard));
        draft.say(Role.CALLER, heard.text(), false);
        draft.change(state -> state.heard(heard).with(state.progress().callerHeard()));
        List<PathOffer> offers = PathOffer.offered(draft.state().standing());
        List<PathOffer.Withheld> withheld = PathOffer.withheld(draft.state().standing());
        if (!offers.isEmpty() || !withheld.isEmpty()) {
            draft.enter(entries -> entries.pathsOffered(offers, withheld));
        }
    }

    /** The turn is over: the next one is armed, or the call ends. */
    private static Outcome settle(Transition draft) {
        EndCall closing = draft.state().closing();
        boolean answered = draft.state().progress().heard() || draft.state().turn() == 0;
        if (closing == null && !answered) {
            draft.change(state -> state.with(state.progress().listening()));
            return draft.then(ArmTurn.listeningAgain());
        }
        boolean operated = draft.state().control() == Control.OPERATOR;
        if (closing == null
                && !operated
                && draft.state().turn() >= draft.state().lastTurn()) {
            Optional<Outcome> takenOver = draft.state().takenOver().isPresent()
                    ? Optional.empty()
                    : MoveRules.follow(draft, new PathEvent.MaxTurns());
            return takenOver.orElseGet(() -> endAtLimit(draft));
        }
        if (closing == null || draft.state().progress().heard()) {
            draft.change(CallState::settled);
        }
        return draft.then(closing == null ? ArmTurn.LISTEN : closing);
    }

    private static Outcome endAtLimit(Transition draft) {
        draft.change(CallState::settled);
        draft.change(state -> state.closing(EndCall.completed("max_turns")));
        return draft.then(ArmTurn.farewell(draft.state().phrase(Phrase.FAREWELL)));
    }
}
