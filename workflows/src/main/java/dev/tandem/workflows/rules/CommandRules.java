package dev.tandem.workflows.rules;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.variable.VariableUpdate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What follows from an operator's command. Pure: the call workflow carries it out. */
public final class CommandRules {

    private static final String OVER = "The call ended before.";

    private CommandRules() {}

    /** Whether the agent must have stopped before it is obeyed, so that what it said stands before what follows. */
    public static boolean wantsQuiet(Command command) {
        return command instanceof Command.ForcePath;
    }

    /** @param open the step that was under way, or was to come */
    public static Outcome obey(CallState state, ArmTurn open, Command command) {
        Transition draft = new Transition(state);
        return switch (command) {
            case Command.Pause _ ->
                switch (state.control()) {
                    case AGENT -> turnOver(draft, open, command, Control.PAUSED);
                    case PAUSED -> refuse(draft, open, command, "The call is paused already.");
                    case OPERATOR -> refuse(draft, open, command, "An operator has the call; hand it back first.");
                };
            case Command.Resume _ ->
                state.control() == Control.PAUSED
                        ? turnOver(draft, open, command, Control.AGENT)
                        : refuse(draft, open, command, "The call is not paused.");
            case Command.TakeOver _ ->
                state.control() == Control.OPERATOR
                        ? refuse(draft, open, command, "An operator has the call already.")
                        : turnOver(draft, open, command, Control.OPERATOR);
            case Command.HandBack _ ->
                state.control() == Control.OPERATOR
                        ? turnOver(draft, open, command, Control.AGENT)
                        : refuse(draft, open, command, "No operator has the call.");
            case Command.ForcePath(Operator _, String pathId) -> move(draft, open, command, pathId);
            case Command.CorrectVariable(Operator _, String name, JsonNode value) ->
                correct(draft, open, command, name, value);
            case Command.Say(Operator _, String text) -> {
                draft.enter(entries -> entries.obeyed(command));
                draft.change(
                        now -> now.with(new TurnInput.Aside(command.operator().commandId(), text)));
                yield draft.then(open.again());
            }
            case Command.End _ -> throw new IllegalArgumentException("an end is no step of a call");
        };
    }

    /** Commands that found the call over. */
    public static List<Entry> unheeded(CallState state, List<Command> commands) {
        return commands.stream()
                .map(command -> new Entries(state).refused(command, OVER))
                .toList();
    }

    /** An operator's end is recorded as it is given; the agent then takes its leave. */
    public static Entry ended(CallState state, Command.End end) {
        return new Entries(state).obeyed(end);
    }

    private static Outcome turnOver(Transition draft, ArmTurn open, Command command, Control next) {
        draft.enter(entries -> entries.obeyed(command));
        draft.change(state -> state.with(next));
        return draft.then(open.again());
    }

    private static Outcome move(Transition draft, ArmTurn open, Command command, String pathId) {
        CallState state = draft.state();
        Optional<Decision.Committed> forced = TransferRules.forced(state.standing(), pathId);
        if (forced.isEmpty()) {
            String why = "No path \"" + pathId + "\" leads away from "
                    + state.agent().name() + ".";
            return refuse(draft, open, command, why);
        }
        draft.enter(entries -> entries.obeyed(command));
        TransferChain journey = new TransferChain(draft);
        journey.take(forced.get(), TransferChain.OPERATOR, null);
        return journey.arrive(List.of());
    }

    private static Outcome correct(Transition draft, ArmTurn open, Command command, String name, JsonNode value) {
        CallState state = draft.state();
        Call call = state.call();
        VariableUpdate corrected =
                VariableRules.correct(call.graph(), state.agent(), state.variables(), name, value, state.turn());
        String misfit = corrected.refused().get(name);
        if (misfit != null) {
            return refuse(draft, open, command, "The value of \"" + name + "\" " + misfit + ".");
        }
        draft.enter(entries -> entries.obeyed(command));
        draft.learn(corrected.variables(), corrected.changed());
        return draft.then(open.again());
    }

    private static Outcome refuse(Transition draft, ArmTurn open, Command command, String why) {
        draft.enter(entries -> entries.refused(command, why));
        return draft.then(open.again());
    }
}
