package dev.tandem.workers.room;

/** A room as its caller is in it. It mirrors an agent's room: its {@code caller…} methods tell of the agent. */
public interface CallerRoom extends Room {

    /** Presses a key of a telephone: {@code 0-9 * # A-D}. */
    void press(char key);
}
