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

/** What may happen to a call while it does what it does: {@link CallRules#next} says what follows. */
public sealed interface Happening {

    /** A step of the open turn came out. */
    record StepCameOut(Arm armed, TurnOutcome outcome) implements Happening {}

    /** @param results one for each request that ran, in any order */
    record ToolsReturned(RunTools run, List<ToolResult> results) implements Happening {

        public ToolsReturned {
            results = List.copyOf(results);
        }
    }

    /** @param receipt null: nobody was there to put the next agent's parts in place */
    record TransferArrived(Transfer transfer, @Nullable TransferReceipt receipt) implements Happening {}

    /** @param open the step that was under way, or was to come */
    record CommandGiven(Arm open, Command.Queued command) implements Happening {}

    /**
     * The call is to end from outside the conversation: the agent takes its leave.
     *
     * @param say its last words; empty: none
     */
    record EndAsked(EndCall end, String say) implements Happening {}

    /** Nobody attends the call any more, or nobody answers: it ends as it is. */
    record Deserted(EndCall end) implements Happening {}
}
