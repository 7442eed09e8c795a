package dev.tandem.workers.live;

import org.jspecify.annotations.Nullable;

/** Tells that a session cannot go on in this process: it was evicted, its room is gone, or something broke. */
public final class SessionLostException extends RuntimeException {

    /** Why a session is lost. */
    public enum Cause {
        /** Another participant joined with the same identity and took the place. */
        EVICTED,
        ROOM_GONE,
        /** Something broke that the session cannot do without. */
        BROKEN
    }

    private final Cause why;

    private SessionLostException(String reason, Cause why, @Nullable Throwable fault) {
        super(reason, fault);
        this.why = why;
    }

    static SessionLostException byEviction() {
        return new SessionLostException("another process took the participant's place", Cause.EVICTED, null);
    }

    static SessionLostException withTheRoom(String reason) {
        return new SessionLostException("the room is gone: " + reason, Cause.ROOM_GONE, null);
    }

    static SessionLostException by(Throwable fault) {
        return new SessionLostException("something broke: " + fault, Cause.BROKEN, fault);
    }

    public Cause why() {
        return why;
    }
}
