package dev.tandem.workflows.rules;

import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnStep;
import java.util.List;

/** The next thing that a call does. */
public sealed interface Action {

    /** The active agent's turn goes on, or waits for the caller. */
    record Arm(TurnStep todo) implements Action {

        static final Arm LISTEN = new Arm(new TurnStep.Listen());

        static Arm farewell(String say) {
            return new Arm(new TurnStep.Farewell(say));
        }

        /** Returns the action that cuts what is under way in this step. */
        public Arm yielding() {
            return new Arm(new TurnStep.Yield(todo));
        }

        /**
         * Returns the same step, to be armed once more. A caller who was asked whether they are there is not asked
         * again.
         */
        Arm again() {
            return switch (todo) {
                case TurnStep.AskAgain _ -> LISTEN;
                case TurnStep.Yield(TurnStep from) -> new Arm(from).again();
                case TurnStep.Enter _, TurnStep.Listen _, TurnStep.GoOn _, TurnStep.Reconsider _, TurnStep.Farewell _ ->
                    this;
            };
        }

        /** Returns whether the call ends with this step. */
        public boolean isLast() {
            return todo instanceof TurnStep.Farewell;
        }

        /** Returns whether this step only cuts what is under way. */
        public boolean yields() {
            return todo instanceof TurnStep.Yield;
        }
    }

    /**
     * Tools run, all at the same time.
     *
     * @param refused results of calls that do not run: the agent has no such tool, or too many were asked for at once
     */
    record RunTools(List<ToolCall> calls, List<ToolRequest> requests, List<ToolResult> refused) implements Action {

        public RunTools {
            calls = List.copyOf(calls);
            requests = List.copyOf(requests);
            refused = List.copyOf(refused);
        }
    }

    /**
     * The next agent's voice, speech recognition and model are put in place. The move is decided already.
     *
     * @param from name of the agent that the call leaves
     * @param to name of the next agent
     * @param enter the step that follows
     */
    record Transfer(TransferRequest request, String from, String to, TurnStep.Enter enter) implements Action {}

    /**
     * The call ends.
     *
     * @param status {@code completed} or {@code dropped}
     * @param reason in snake_case, for operators
     */
    record EndCall(String status, String reason) implements Action {

        static final String COMPLETED = "completed";
        static final String DROPPED = "dropped";

        private static final String CANCELLED = "cancelled";

        public static EndCall completed(String reason) {
            return new EndCall(COMPLETED, reason);
        }

        public static EndCall dropped(String reason) {
            return new EndCall(DROPPED, reason);
        }

        /** Ends a call from outside. A phone that hung up before anybody answered it was not served. */
        public static EndCall closed(String reason) {
            return reason.equals(CANCELLED) ? dropped(reason) : completed(reason);
        }
    }
}
