package dev.tandem.workers.turn;

/** A session cannot go on in this process: it was evicted, or its room is gone. */
public final class SessionLostException extends RuntimeException {

    public SessionLostException(String reason) {
        super(reason);
    }
}
