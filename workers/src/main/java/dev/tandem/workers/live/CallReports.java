package dev.tandem.workers.live;

import dev.tandem.workflows.protocol.Utterance;

/** Tells the call workflow at once what it would otherwise learn when a step comes out. Each method returns at once. */
public interface CallReports {

    /** Tells nobody: for a session that rehearses, without a call workflow. */
    CallReports NONE = new CallReports() {

        @Override
        public void interrupted(int turn, int step) {}

        @Override
        public void heard(Utterance utterance) {}
    };

    /** Asks to cancel the interruptible tools of a step, which may return results all the same. */
    void interrupted(int turn, int step);

    /**
     * Tells that the caller has spoken, where no outcome has told it soon. The call can be followed as it happens by
     * this; nothing depends on it, because the outcome of the turn tells the same.
     */
    void heard(Utterance utterance);
}
