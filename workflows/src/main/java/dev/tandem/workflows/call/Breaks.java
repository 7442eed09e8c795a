package dev.tandem.workflows.call;

import io.temporal.workflow.Workflow;

/**
 * Counts the sessions of a call that broke one after the other, while no step of the conversation came out. What broke
 * one may travel with the call and break the next (ADR 57).
 */
final class Breaks {

    /** The reason of {@code turn.failed} and {@code call.ended}. */
    static final String REASON = "session_broken";

    /** The open turn is given up after so many. */
    static final int END_THE_TURN = 3;

    /** The call is ended after so many. */
    static final int END_THE_CALL = 6;

    private int inARow;
    private boolean turnIsGivenUp;

    /** False in a call in which more sessions broke before this was bounded: its history has to replay. */
    private boolean bounded;

    /** Notes that another session broke. */
    void happened() {
        if (++inARow == END_THE_TURN) {
            bounded = Workflow.getVersion("bounded-breaks", Workflow.DEFAULT_VERSION, 1) >= 1;
        }
    }

    /** Notes that a step came out. */
    void areOver() {
        inARow = 0;
        turnIsGivenUp = false;
    }

    /** Returns whether the open step is to be left. */
    boolean areTooMany() {
        return endTheTurn() || endTheCall();
    }

    boolean endTheCall() {
        return bounded && inARow >= END_THE_CALL;
    }

    boolean endTheTurn() {
        return bounded && inARow >= END_THE_TURN && !turnIsGivenUp;
    }

    /** Notes that the open turn is given up. More sessions end the call. */
    void turnIsGivenUp() {
        turnIsGivenUp = true;
    }
}
