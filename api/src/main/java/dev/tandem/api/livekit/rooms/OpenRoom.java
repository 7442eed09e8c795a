package dev.tandem.api.livekit.rooms;

import java.time.Instant;

/**
 * A room of the LiveKit server with a caller or an operator in it. Agents do not count.
 *
 * @param sid id of this room; another room of the same name has another sid
 * @param since the time at which it was opened
 */
record OpenRoom(String name, String sid, Instant since) {

    /** Whether the last call of the room ended so long ago that nobody else will close it. */
    boolean isSilent(Instant ended, Instant now) {
        Instant silentSince = ended.isAfter(since) ? ended : since;
        return silentSince.isBefore(now.minus(StaleRooms.GRACE));
    }
}
