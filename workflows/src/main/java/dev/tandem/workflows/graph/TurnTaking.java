package dev.tandem.workflows.graph;

/**
 * Says when the caller's turn is over, and when the caller may interrupt the agent.
 *
 * @param endpointingMinMs silence, from the last voiced sample, that ends an utterance which sounds complete
 * @param endpointingMaxMs silence that ends any utterance
 * @param minInterruptionMs speech over a reply that pauses it
 * @param falseInterruptionMs a paused reply resumes after this time without recognised words
 * @param preemptive whether the model may start on a likely end of the utterance
 * @param endOfTurn who says that the caller has finished, beside their words
 * @param early whether a reply may sound before {@code endpointingMinMs}, where the caller has most probably finished
 */
public record TurnTaking(
        int endpointingMinMs,
        int endpointingMaxMs,
        boolean interruptible,
        int minInterruptionMs,
        int falseInterruptionMs,
        boolean preemptive,
        EndOfTurn endOfTurn,
        boolean early) {

    public static final TurnTaking DEFAULT = new TurnTaking(500, 3000, true, 500, 2000, true, EndOfTurn.SMART, true);

    /** What tells, beside the words, that a caller has finished. */
    public enum EndOfTurn {
        /** A model that hears the caller's voice, where it is installed and knows the language. */
        SMART,
        /** The recogniser, if it finds ends of turns. */
        PROVIDER,
        /** Nothing: the words alone count. */
        TEXT
    }
}
