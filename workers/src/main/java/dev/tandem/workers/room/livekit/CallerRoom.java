package dev.tandem.workers.room.livekit;

import dev.tandem.workers.room.Room;

/** A room as one is in it who calls. */
public interface CallerRoom extends Room {

    /** Presses a key of a telephone: {@code 0-9 * # A-D}. */
    void press(char key);
}
