package dev.tandem.api.call;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A call that begins in a room which exists already.
 *
 * @param sid id of the room; another room of the same name has another sid
 * @param room its name
 * @param externalId the other side's id of the call
 */
public record RoomCall(String sid, String room, String externalId) {

    /** The reason of a call whose phone hung up before anybody answered it. */
    public static final String CANCELLED = "cancelled";

    /** Returns the same id for the same room, so that a call that is announced twice stays one call. */
    UUID id() {
        return id(sid);
    }

    /** Returns the id of the call that begins in the room with this sid. */
    public static UUID id(String sid) {
        return UUID.nameUUIDFromBytes(("tandem/livekit-room/" + sid).getBytes(StandardCharsets.UTF_8));
    }
}
