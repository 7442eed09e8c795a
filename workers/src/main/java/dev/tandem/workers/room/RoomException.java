package dev.tandem.workers.room;

/** A room cannot be joined, or a part of the client is missing; the message says what to do. */
public class RoomException extends RuntimeException {

    public RoomException(String message) {
        super(message);
    }

    public RoomException(String message, Throwable cause) {
        super(message, cause);
    }
}
