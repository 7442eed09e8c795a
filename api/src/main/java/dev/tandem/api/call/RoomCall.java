package dev.tandem.api.call;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A call that begins in a room which is there already.
 *
 * @param sid of the room: another one of the same name has another
 * @param room its name
 * @param externalId what the other side calls it
 */
public record RoomCall(String sid, String room, String externalId) {

    /** The same for the same room: a call that is announced twice is one. */
    UUID id() {
        return id(sid);
    }

    static UUID id(String sid) {
        return UUID.nameUUIDFromBytes(("tandem/livekit-room/" + sid).getBytes(StandardCharsets.UTF_8));
    }
}
