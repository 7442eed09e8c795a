package dev.tandem.workers.live;

/** A session cannot go on in this process: it was evicted, or its room is gone. */
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

    /** Whether the participant that joined last has the place now. */
    public boolean isEvicted() {
        return evicted;
    }
}
