package dev.tandem.api.livekit.rooms;

import java.util.List;

/**
 * A room as it is now.
 *
 * @param sid id of this room; another room of the same name has another sid
 * @param callers who is in it and is no agent: their sids, which are others after each time somebody joins
 */
public record RoomNow(String sid, List<String> callers) {

    public RoomNow {
        callers = List.copyOf(callers);
    }
}
