package dev.tandem.workflows.rules;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.variable.VariableUpdate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Decides what follows from an operator's command. */
public final class CommandRules {

    private CommandRules() {}

    /**
     * Returns whether the agent must stop before the command is carried out, so that what it said is recorded before
     * what follows.
     */
    public static boolean wantsQuiet(Command command) {
        return command instanceof Command.ForcePath;
    }

    /**
     * Carries a command out, or refuses it.
     *
     * @param open the step that was under way, or was to come
     */
    static Outcome obey(CallState state, Arm open, Command.Queued command) {
        Transition turn = new Transition(state);
        return switch (command) {
            case Command.Pause _ ->
                switch (state.control()) {
                    case AGENT -> carryOut(turn, open, command);
                    case PAUSED -> refuse(turn, open, command, "The call is paused already.");
                    case OPERATOR -> refuse(turn, open, command, "An operator has the call; hand it back first.");
                };
            case Command.Resume _ ->
                state.control() == Control.PAUSED
                        ? carryOut(turn, open, command)
                        : refuse(turn, open, command, "The call is not paused.");
            case Command.TakeOver _ ->
                state.control() == Control.OPERATOR
                        ? refuse(turn, open, command, "An operator has the call already.")
                        : carryOut(turn, open, command);
            case Command.HandBack _ ->
                state.control() == Control.OPERATOR
                        ? carryOut(turn, open, command)
                        : refuse(turn, open, command, "No operator has the call.");
            case Command.Say _ -> carryOut(turn, open, command);
            case Command.ForcePath(Operator _, String pathId) -> move(turn, open, command, pathId);
            case Command.CorrectVariable(Operator _, String name, JsonNode value) ->
                correct(turn, open, command, name, value);
        };
    }

    private static Outcome carryOut(Transition turn, Arm open, Command.Queued command) {
        turn.record(events -> events.obeyed(command));
        return turn.then(open.again());
    }

    private static Outcome move(Transition turn, Arm open, Command.Queued command, String pathId) {
        CallState state = turn.state();
        Optional<Decision.Committed> forced = TransferRules.forced(state.context(), pathId);
        if (forced.isEmpty()) {
            String why = "No path \"" + pathId + "\" leads away from "
                    + state.agent().name() + ".";
            return refuse(turn, open, command, why);
        }
        turn.record(events -> events.obeyed(command));
        TransferChain chain = new TransferChain(turn);
        chain.take(forced.get(), new TransferChain.Cause.ByOperator());
        return chain.arrive(List.of());
    }

    private static Outcome correct(Transition turn, Arm open, Command.Queued command, String name, JsonNode value) {
        CallState state = turn.state();
        VariableUpdate corrected = VariableRules.correct(
                state.call().graph(), state.agent(), state.variables(), name, value, state.turn());
        String misfit = corrected.refused().get(name);
        if (misfit != null) {
            return refuse(turn, open, command, "The value of \"" + name + "\" " + misfit + ".");
        }
        turn.record(events -> events.obeyed(command));
        turn.learn(corrected);
        return turn.then(open.again());
    }

    private static Outcome refuse(Transition turn, Arm open, Command.Queued command, String why) {
        turn.record(events -> events.refused(command, why));
        return turn.then(open.again());
    }
}
