package dev.tandem.workers.room.livekit;

import dev.tandem.workers.room.RoomException;

/** Tells that the LiveKit server refuses a token. */
final class UnauthorizedException extends RoomException {

    private static final long serialVersionUID = 1;

    UnauthorizedException(String message) {
        super(message);
    }
}
