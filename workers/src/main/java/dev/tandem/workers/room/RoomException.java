package dev.tandem.workers.room;

/** Tells that a room cannot be joined, or that a part of the client is missing. The message says what to do. */
public class RoomException extends RuntimeException {

    public RoomException(String message) {
        super(message);
    }

    public RoomException(String message, Throwable cause) {
        super(message, cause);
    }
}
