package dev.tandem.workflows.protocol;

/**
 * Identifies a step of a turn.
 *
 * @param turn 0 opens the call; the caller's utterances count from 1
 * @param step of that turn, from 1
 */
public record StepNumber(int turn, int step) {

    public static StepNumber of(TurnInput input) {
        return new StepNumber(input.turn(), input.step());
    }

    public boolean isBefore(StepNumber other) {
        return turn < other.turn || (turn == other.turn && step < other.step);
    }
}
