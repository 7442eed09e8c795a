package dev.tandem.workflows.rules;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Action.Transfer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happens to a call while it carries out an action. {@link CallRules#next} decides what follows. */
public sealed interface Happening {

    /** A step of the open turn has an outcome. */
    record StepCameOut(Arm armed, TurnOutcome outcome) implements Happening {}

    /**
     * Tools have returned.
     *
     * @param results one for each request that ran, in any order
     */
    record ToolsReturned(RunTools run, List<ToolResult> results) implements Happening {

        public ToolsReturned {
            results = List.copyOf(results);
        }
    }

    /**
     * The next agent's parts are in place.
     *
     * @param receipt null: no process was there to put them in place
     */
    record TransferArrived(Transfer transfer, @Nullable TransferReceipt receipt) implements Happening {}

    /**
     * An operator has given a command.
     *
     * @param open the step that was under way, or was to come
     */
    record CommandGiven(Arm open, Command.Queued command) implements Happening {}

    /**
     * The call is to end from outside the conversation: the agent says goodbye.
     *
     * @param say its last words; empty: none
     */
    record EndAsked(EndCall end, String say) implements Happening {}

    /**
     * The open turn can be answered by nobody.
     *
     * @param reason in snake_case, for operators
     */
    record TurnBroke(String reason) implements Happening {}

    /** Nobody attends the call any more, or nobody answers. It ends without a farewell. */
    record Deserted(EndCall end) implements Happening {}
}
