package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import java.util.List;
import java.util.Optional;

/** Decides what follows from the outcome of a step, and how a call says goodbye. */
final class TurnRules {

    /** A caller is asked this often whether they are there. */
    private static final int ASKED_MOST = 2;

    private static final String ASKED_TOO_MUCH = "The model asked for more than a turn may have.";

    private TurnRules() {}

    /** Goes on after the outcome of a step of the open turn. */
    static Outcome after(CallState state, Arm armed, TurnOutcome outcome) {
        Transition turn = new Transition(state);
        return switch (outcome) {
            case TurnOutcome.Replied replied -> {
                hear(turn, replied.spoken());
                yield MoveRules.follow(turn, new Trigger.Expression(), List.of())
                        .orElseGet(() -> settle(turn));
            }
            case TurnOutcome.Failed failed -> {
                hear(turn, failed.spoken());
                turn.record(events -> events.turnFailed(failed.reason()));
                yield settle(turn);
            }
            case TurnOutcome.ToolsAsked asked -> {
                hear(turn, asked.spoken());
                yield mayAsk(turn, armed) ? ToolRules.ask(turn, asked.calls()) : askedTooMuch(turn);
            }
            case TurnOutcome.TransferAsked asked -> {
                hear(turn, asked.spoken());
                yield mayAsk(turn, armed) ? MoveRules.decide(turn, asked.proposal()) : askedTooMuch(turn);
            }
            case TurnOutcome.Left _ -> turn.then(ending(state, EndCall.completed("caller_left")));
            case TurnOutcome.Silence _ ->
                MoveRules.follow(turn, new PathEvent.Silence()).orElseGet(() -> afterSilence(turn));
            case TurnOutcome.Pressed pressed ->
                MoveRules.follow(turn, new PathEvent.Dtmf(pressed.digits())).orElseGet(() -> turn.then(armed.again()));
            case TurnOutcome.Yielded _, TurnOutcome.Superseded _, TurnOutcome.Absent _ -> turn.then(armed.again());
        };
    }

    private static boolean mayAsk(Transition turn, Arm armed) {
        return !turn.state().offers(armed.todo()).equals(Offers.NOTHING);
    }

    /** Ends a turn whose model goes on asking when it was offered nothing any more. Nothing of it happens. */
    private static Outcome askedTooMuch(Transition turn) {
        turn.record(events -> events.turnFailed(ASKED_TOO_MUCH));
        Outcome settled = settle(turn);
        return settled.next().equals(Arm.LISTEN)
                ? turn.then(new Arm(new TurnStep.AskAgain(turn.state().phrase(Phrase.APOLOGY))))
                : settled;
    }

    /** Asks the caller whether they are there. A caller who does not answer has gone. */
    private static Outcome afterSilence(Transition turn) {
        if (turn.state().progress().silences() < ASKED_MOST) {
            turn.change(state -> state.with(state.progress().callerSilent()));
            return turn.then(new Arm(new TurnStep.AskAgain(turn.state().phrase(Phrase.STILL_THERE))));
        }
        return close(turn.state(), EndCall.completed("silence"), turn.state().phrase(Phrase.NOBODY_THERE));
    }

    /** Ends the call from outside the conversation: the agent says goodbye. */
    static Outcome close(CallState state, EndCall end, String say) {
        Transition last = new Transition(state);
        last.change(open -> open.with(open.progress().nextStep()).closing(end));
        return last.then(Arm.farewell(say));
    }

    /** Gives up the open turn, which nobody can answer. The caller is asked to say it again. */
    static Outcome giveUp(CallState state, String reason) {
        Transition turn = new Transition(state.told(List.of()));
        Utterance heard = state.unsettled().get(state.turn());
        if (heard != null && !state.progress().committed()) {
            commit(turn, heard);
        }
        turn.record(events -> events.turnFailed(reason));
        boolean begun = heard != null || state.progress().heard() || state.turn() == 0;
        turn.change(open -> begun ? open.settled() : open.with(open.progress().listening()));
        return turn.then(new Arm(new TurnStep.AskAgain(state.phrase(Phrase.APOLOGY))));
    }

    static EndCall ending(CallState state, EndCall otherwise) {
        EndCall closing = state.closing();
        return closing == null ? otherwise : closing;
    }

    /** Records what the caller said, what the agent said, and what was learnt of it. */
    private static void hear(Transition turn, Spoken spoken) {
        turn.change(state -> state.told(spoken.asides()));
        Utterance heard = spoken.heard();
        if (heard != null && !turn.state().progress().heard()) {
            if (!turn.state().progress().committed()) {
                commit(turn, heard);
            }
            turn.change(state -> state.with(state.progress().callerHeard()));
        }
        if (!spoken.text().isEmpty() || !spoken.words().isEmpty()) {
            turn.record(events -> events.replySpoken(spoken));
        }
        turn.learn(VariableRules.note(turn.state().context(), spoken.variables()));
    }

    /** Records what the caller said in the open turn, and what the model is offered. */
    static void commit(Transition turn, Utterance heard) {
        turn.record(events -> events.turnCommitted(heard));
        List<PathOffer> offers = PathOffer.offered(turn.state().context());
        List<PathOffer.Withheld> withheld = PathOffer.withheld(turn.state().context());
        if (!offers.isEmpty() || !withheld.isEmpty()) {
            turn.record(events -> events.paths().offered(offers, withheld));
        }
    }

    /** Settles the turn: the next one is armed, or the call ends. */
    private static Outcome settle(Transition turn) {
        EndCall closing = turn.state().closing();
        boolean answered = turn.state().progress().heard() || turn.state().turn() == 0;
        if (closing == null && !answered) {
            turn.change(state -> state.with(state.progress().listening()));
            return turn.then(Arm.LISTEN);
        }
        boolean operated = turn.state().control() == Control.OPERATOR;
        if (closing == null && !operated && turn.state().turn() >= turn.state().lastTurn()) {
            Optional<Outcome> takenOver = turn.state().takenOver().isPresent()
                    ? Optional.empty()
                    : MoveRules.follow(turn, new PathEvent.MaxTurns());
            return takenOver.orElseGet(() -> endAtLimit(turn));
        }
        if (closing == null || turn.state().progress().heard()) {
            turn.change(CallState::settled);
        }
        return turn.then(closing == null ? Arm.LISTEN : closing);
    }

    private static Outcome endAtLimit(Transition turn) {
        turn.change(CallState::settled);
        turn.change(state -> state.closing(EndCall.completed("max_turns")));
        return turn.then(Arm.farewell(turn.state().phrase(Phrase.FAREWELL)));
    }
}
