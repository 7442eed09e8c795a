package dev.tandem.workflows.rules;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.variable.VariableUpdate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what follows from what happens in a call. The rules are pure, so that the call workflow, simulations, replays
 * and tests play a call by the same ones: {@link #open} begins it, {@link #next} goes on until the action is {@link
 * EndCall}, and {@link #ended} makes its last events.
 */
public final class CallRules {

    private static final String OVER = "The call had already ended.";

    private CallRules() {}

    /** Begins the call: the first agent opens it. */
    public static Outcome open(Call call) {
        VariableUpdate start = VariableRules.start(call.graph(), call.input().variables());
        Transition open = new Transition(CallState.starting(call));
        open.record(EventFactory::callStarted);
        open.learn(start);
        open.record(events -> events.agentActivated(call.graph().entryAgentId()));
        // Nothing has to be told: a process that comes to attend the call asks for all of it.
        open.change(state -> state.told(List.of()));
        return new TransferChain(open).open();
    }

    /** Returns what follows from something that happened. */
    public static Outcome next(CallState state, Happening happening) {
        return switch (happening) {
            case Happening.StepCameOut came -> TurnRules.after(state, came.armed(), came.outcome());
            case Happening.ToolsReturned returned -> ToolRules.ran(state, returned.run(), returned.results());
            case Happening.TransferArrived arrived ->
                SummaryRules.arrived(state, arrived.transfer(), arrived.receipt());
            case Happening.CommandGiven given -> CommandRules.obey(state, given.open(), given.command());
            case Happening.TurnBroke broke -> TurnRules.giveUp(state, broke.reason());
            case Happening.EndAsked asked -> TurnRules.close(state, asked.end(), asked.say());
            case Happening.Deserted deserted -> new Outcome(state, TurnRules.ending(state, deserted.end()), List.of());
        };
    }

    /**
     * A call that has just heard its caller.
     *
     * @param events to be recorded at once
     */
    public record Heard(CallState state, List<CallEvent> events) {}

    /**
     * Takes the news that the caller has spoken, before the step that answers it comes out. What is heard in the open
     * turn is recorded now, once; what is heard ahead of it waits until its turn is open.
     */
    public static Heard heard(CallState state, List<Utterance> utterances) {
        Transition turn = new Transition(state.heard(utterances.stream()
                .filter(one -> !state.unsettled().containsKey(one.turn()))
                .toList()));
        Utterance due = turn.state().unsettled().get(state.turn());
        boolean isNews = utterances.stream().anyMatch(one -> one.turn() == state.turn());
        if (due != null && isNews && !state.progress().committed()) {
            TurnRules.commit(turn, due);
        }
        return new Heard(turn.state(), turn.events());
    }

    /** Returns why a path could not be taken now; empty: it could. The path need not be one of the active agent. */
    public static Optional<Rejection> against(CallState state, Path path) {
        Checks checks = Checks.of(state.context(), path);
        return checks.hold() ? Optional.empty() : Optional.of(checks.rejection(path.id()));
    }

    /** Returns what the model may ask for in a step. */
    public static Offers offers(CallState state, Arm arm) {
        return state.offers(arm.todo());
    }

    /**
     * Returns the event of an operator's end. It is recorded when the command is given; then the agent says goodbye.
     */
    public static CallEvent ending(CallState state, Command.End end) {
        return new EventFactory(state).obeyed(end);
    }

    /**
     * Returns the last events of a call: the refusal of commands that came too late, what was heard and never answered,
     * and how the call ended.
     *
     * @param unheeded commands that came too late
     * @param durationMs since the call began
     */
    public static List<CallEvent> ended(
            CallState state, EndCall end, long durationMs, List<? extends Command.ByOperator> unheeded) {
        EventFactory events = new EventFactory(state);
        Stream<CallEvent> refused = unheeded.stream().map(command -> events.refused(command, OVER));
        Stream<CallEvent> unanswered = state.unsettled().values().stream()
                .filter(heard ->
                        heard.turn() > state.turn() || !state.progress().committed())
                .map(events::turnCommitted);
        CallEvent last = new CallEvent.CallEnded(end.status(), end.reason(), state.settledTurns(), durationMs);
        return Stream.of(refused, unanswered, Stream.of(last))
                .flatMap(part -> part)
                .toList();
    }
}
