package dev.tandem.workflows.rules;

import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call does next. */
public sealed interface Action {

    /**
     * The active agent's turn goes on, or waits for the caller. What is new to it stands in {@link
     * dev.tandem.workflows.protocol.TurnInput} under the same names.
     */
    record ArmTurn(
            boolean entered,
            List<ToolResult> results,
            @Nullable Rejection rejection,
            @Nullable String say,
            boolean last,
            boolean speechOnly,
            boolean listens,
            List<TurnInput.Taken> taken,
            boolean yields)
            implements Action {

        /** Waits for the caller. */
        static final ArmTurn LISTEN = new ArmTurn(false, List.of(), null, null, false, false, false, List.of(), false);

        public ArmTurn {
            results = List.copyOf(results);
            taken = List.copyOf(taken);
        }

        /** Waits for the caller, after the agent spoke by itself. */
        static ArmTurn listeningAgain() {
            return new ArmTurn(false, List.of(), null, null, false, false, true, List.of(), false);
        }

        /** Waits on, and says something to the caller meanwhile. */
        ArmTurn saying(String words) {
            return new ArmTurn(false, List.of(), null, words, false, false, listens, List.of(), false);
        }

        /** The same, but what is under way is cut. */
        public ArmTurn yielding() {
            return new ArmTurn(entered, results, rejection, say, last, speechOnly, listens, taken, true);
        }

        /** The same once more; a caller who was asked whether he is there is not asked again for it. */
        ArmTurn again() {
            boolean waits = !entered && !last && results.isEmpty() && rejection == null;
            return new ArmTurn(
                    entered, results, rejection, waits ? null : say, last, speechOnly, listens, taken, false);
        }

        static ArmTurn entering(List<TurnInput.Taken> taken, @Nullable String say, List<ToolResult> results) {
            return new ArmTurn(true, results, null, say, false, false, false, taken, false);
        }

        static ArmTurn withResults(List<ToolResult> results, boolean speechOnly) {
            return new ArmTurn(false, results, null, null, false, speechOnly, false, List.of(), false);
        }

        static ArmTurn rejected(Rejection rejection, boolean speechOnly) {
            return new ArmTurn(false, List.of(), rejection, null, false, speechOnly, false, List.of(), false);
        }

        static ArmTurn farewell(@Nullable String say) {
            return new ArmTurn(false, List.of(), null, say, true, true, false, List.of(), false);
        }
    }

    /**
     * Tools run, all at the same time.
     *
     * @param refused results of calls that cannot run: the agent has no such tool
     */
    record RunTools(List<ToolCall> calls, List<ToolRequest> requests, List<ToolResult> refused) implements Action {

        public RunTools {
            calls = List.copyOf(calls);
            requests = List.copyOf(requests);
            refused = List.copyOf(refused);
        }
    }

    /**
     * The next agent's voice, ears and model are put in place; the decision itself is made.
     *
     * @param say templates of words for the move, in order
     * @param results of tools of the agent before, which the conversation keeps
     */
    record Transfer(
            TransferRequest request,
            String from,
            String to,
            List<TurnInput.Taken> taken,
            @Nullable String say,
            List<ToolResult> results)
            implements Action {

        public Transfer {
            taken = List.copyOf(taken);
            results = List.copyOf(results);
        }
    }

    /**
     * The call ends.
     *
     * @param status {@code completed} or {@code dropped}
     * @param reason snake_case, for operators
     */
    record EndCall(String status, String reason) implements Action {

        static final String COMPLETED = "completed";
        static final String DROPPED = "dropped";

        public static EndCall completed(String reason) {
            return new EndCall(COMPLETED, reason);
        }

        public static EndCall dropped(String reason) {
            return new EndCall(DROPPED, reason);
        }
    }
}
