package dev.tandem.workers.room;

/** A room as one is in it who calls: the mirror image of an agent's, whose {@code caller…} methods tell of the agent. */
public interface CallerRoom extends Room {

    /** Presses a key of a telephone: {@code 0-9 * # A-D}. */
    void press(char key);
}
