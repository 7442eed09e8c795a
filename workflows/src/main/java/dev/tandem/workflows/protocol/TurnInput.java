package dev.tandem.workflows.protocol;

import dev.tandem.workflows.variable.VariableValue;
import java.time.Instant;
import java.util.List;

/**
 * A step of a turn as it is armed: what is to be done, where the call stands, and what is new. It never carries the
 * transcript.
 *
 * @param turn 0 opens the call (nobody has spoken yet); the caller's utterances count from 1
 * @param step 1 waits for the caller; later steps go on after tools, a rejection or a transfer
 * @param revision grows with every scheduling of any turn; a worker obeys the highest it has seen
 * @param control who has the floor; if it is not the agent, its speech is cut and it does not answer
 * @param at time of the call's clock when the step was armed; {@code tomorrow} is counted from it
 * @param news what the attending process may not know yet
 * @param offers what the model may ask for
 * @param todo what the agent is to do
 */
public record TurnInput(
        String callId,
        int turn,
        int step,
        long revision,
        String agentId,
        Control control,
        Instant at,
        News news,
        Offers offers,
        TurnStep todo) {

    /**
     * Lists what is new since the step before, or may have been lost with a process.
     *
     * @param changed variables that changed
     * @param unsettled utterances that the call workflow knows to be heard and that have no reply
     * @param played words of the turn's reply that the caller heard from a process which is gone; empty: none. A
     *     process that has not begun the reply itself continues it behind them
     * @param asides what an operator wants said as soon as nobody speaks; each is said once
     */
    public record News(List<VariableValue> changed, List<Utterance> unsettled, String played, List<Aside> asides) {

        public static final News NONE = new News(List.of(), List.of(), "", List.of());

        public News {
            changed = List.copyOf(changed);
            unsettled = List.copyOf(unsettled);
            asides = List.copyOf(asides);
        }
    }

    /**
     * Words of an operator.
     *
     * @param id of the command
     */
    public record Aside(String id, String text) {}

    /** Returns whether the call ends with this step. */
    public boolean isLast() {
        return todo instanceof TurnStep.Farewell;
    }

    /** Returns whether everything under way is to be cut. */
    public boolean yields() {
        return todo instanceof TurnStep.Yield;
    }
}
