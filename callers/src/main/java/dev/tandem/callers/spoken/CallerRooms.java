package dev.tandem.callers.spoken;

import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.RoomListener;

/** Joins rooms as a caller. */
@FunctionalInterface
public interface CallerRooms {

    /**
     * Joins with a voice; blocks until done.
     *
     * @throws dev.tandem.workers.room.RoomException if the room cannot be joined
     */
    CallerRoom join(String room, String identity, RoomListener listener);
}
