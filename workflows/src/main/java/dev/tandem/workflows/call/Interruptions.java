package dev.tandem.workflows.call;

import dev.tandem.workflows.rules.TurnProgress;

/**
 * Remembers the last step whose tools the caller interrupted. The signal may arrive before the call workflow knows of
 * the tools.
 */
final class Interruptions {

    private int turn = -1;
    private int step;

    /** Notes an interruption. One of an earlier step that arrives late changes nothing. */
    void at(int interruptedTurn, int interruptedStep) {
        if (interruptedTurn > turn || (interruptedTurn == turn && interruptedStep > step)) {
            turn = interruptedTurn;
            step = interruptedStep;
        }
    }

    boolean reach(TurnProgress open) {
        return open.turn() == turn && open.step() == step;
    }
}
