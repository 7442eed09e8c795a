package dev.tandem.workers.room.livekit.ffi;

import dev.tandem.workers.room.RoomException;
import java.time.Duration;

/** Tells that LiveKit's client did not answer a request in time. It may have done what was asked. */
public final class UnansweredException extends RoomException {

    private static final long serialVersionUID = 1;

    UnansweredException(Duration time, Throwable cause) {
        super("no answer from LiveKit within " + time.toMillis() + " ms", cause);
    }
}
