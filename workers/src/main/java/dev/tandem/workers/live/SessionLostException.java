package dev.tandem.workers.live;

/** Tells that a session cannot go on in this process, because it was evicted or its room is gone. */
public final class SessionLostException extends RuntimeException {

    private final boolean evicted;

    private SessionLostException(String reason, boolean evicted) {
        super(reason);
        this.evicted = evicted;
    }

    static SessionLostException byEviction() {
        return new SessionLostException("another process took the participant's place", true);
    }

    static SessionLostException withTheRoom(String reason) {
        return new SessionLostException("the room is gone: " + reason, false);
    }

    /** Whether another participant joined with the same identity and took the place. */
    public boolean isEvicted() {
        return evicted;
    }
}
