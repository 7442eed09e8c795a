package dev.tandem.api.livekit.rooms;

import java.time.Instant;

/**
 * A room of the LiveKit server that somebody is in: a caller, or an operator; agents do not count.
 *
 * @param sid of this room: another one of the same name has another
 * @param since when it was opened
 */
record OpenRoom(String name, String sid, Instant since) {

    /** Whether, since the last of its calls ended, nobody has spoken here for so long that nobody will. */
    boolean isSilent(Instant ended, Instant now) {
        Instant silentSince = ended.isAfter(since) ? ended : since;
        return silentSince.isBefore(now.minus(StaleRooms.GRACE));
    }
}
