package dev.tandem.workflows.rules;

/**
 * Says how far the open turn has come.
 *
 * @param turn first turn that is not settled; 0 opens the call
 * @param step of that turn, from 1
 * @param committed whether the caller's words of this turn are recorded, and in the conversation
 * @param heard whether a step of this turn has answered them, or began to
 * @param toolSteps steps of this turn that asked for tools
 * @param rejections proposals of this turn that were rejected
 * @param moved whether a transfer was committed in this turn
 * @param silences how often the caller said nothing for too long in this turn
 */
public record TurnProgress(
        int turn,
        int step,
        boolean committed,
        boolean heard,
        int toolSteps,
        int rejections,
        boolean moved,
        int silences) {

    /** A model that was rejected this often in a turn has to speak to the caller. */
    private static final int MAX_REJECTIONS = 2;

    static final TurnProgress OPENING = new TurnProgress(0, 1, false, false, 0, 0, false, 0);

    TurnProgress settled() {
        return new TurnProgress(turn + 1, 1, false, false, 0, 0, false, 0);
    }

    TurnProgress nextStep() {
        return new TurnProgress(turn, step + 1, committed, heard, toolSteps, rejections, moved, silences);
    }

    TurnProgress callerCommitted() {
        return new TurnProgress(turn, step, true, heard, toolSteps, rejections, moved, silences);
    }

    TurnProgress callerHeard() {
        return new TurnProgress(turn, step, true, true, toolSteps, rejections, moved, silences);
    }

    TurnProgress toolsAsked() {
        return new TurnProgress(turn, step, committed, heard, toolSteps + 1, rejections, moved, silences);
    }

    TurnProgress pathRejected() {
        return new TurnProgress(turn, step, committed, heard, toolSteps, rejections + 1, moved, silences);
    }

    TurnProgress pathTaken() {
        return new TurnProgress(turn, step, committed, heard, toolSteps, rejections, true, silences);
    }

    /**
     * Returns the progress after the agent has spoken by itself and waits for the caller, whose next words may move the
     * call.
     */
    TurnProgress listening() {
        return new TurnProgress(turn, step + 1, committed, heard, 0, 0, false, silences);
    }

    TurnProgress callerSilent() {
        return new TurnProgress(turn, step, committed, heard, toolSteps, rejections, moved, silences + 1);
    }

    /** Returns whether the turn has used up what it may ask for. */
    boolean exhausted(int maxToolSteps) {
        return toolSteps >= maxToolSteps || rejections >= MAX_REJECTIONS;
    }
}
