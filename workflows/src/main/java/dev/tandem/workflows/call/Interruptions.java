package dev.tandem.workflows.call;

import dev.tandem.workflows.rules.TurnProgress;

/** The step whose tools the caller interrupted last. It may be told before the call workflow knows of the tools. */
final class Interruptions {

    private int turn = -1;
    private int step;

    /** An earlier step's, told late, changes nothing. */
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
