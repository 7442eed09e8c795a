package dev.tandem.workers.attend;

import dev.tandem.workflows.protocol.Heartbeat;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/** Makes the failures of an attendance. Their details are the session's last state, in the form of a heartbeat. */
final class AttendFailures {

    private AttendFailures() {}

    /** Names the failures. Operators read the names as types of failures, and in attendance.lost. */
    enum Kind {
        HANDED_OVER("HandedOver", "another process has taken the call over from this one, which is stopping"),
        SESSION_LOST("SessionLost", "the session is lost: its participant was replaced, or its room is gone"),
        SESSION_BROKEN("SessionBroken", "something broke that the session cannot do without"),
        FULL("Full", "all places of this process are taken or promised to others"),
        NOT_JOINED("NotJoined", "nobody has joined the room, and other calls wait for a place"),
        NOTHING_WRITTEN("NothingWritten", "the caller writes nothing, and other tests wait for a place"),
        STOPPED("Stopped", "this process is stopping, and nobody took the call over in time"),
        SUPERSEDED("Superseded", "a newer attendance has taken over"),
        ATTEMPT_GONE("AttemptGone", "the server has given this attempt up");

        private final String type;
        private final String message;

        Kind(String type, String message) {
            this.type = type;
            this.message = message;
        }
    }

    static ApplicationFailure of(Kind kind, Heartbeat last) {
        return of(kind, last, null);
    }

    static ApplicationFailure of(Kind kind, Heartbeat last, @Nullable Throwable cause) {
        return ApplicationFailure.newNonRetryableFailureWithCause(kind.message, kind.type, cause, last);
    }

    /** Refuses an attendance for which there is no place. Nothing of the call is known here. */
    static ApplicationFailure full() {
        return ApplicationFailure.newNonRetryableFailure(Kind.FULL.message, Kind.FULL.type);
    }

    static ApplicationFailure notAttended(Throwable fault) {
        return ApplicationFailure.newNonRetryableFailureWithCause(
                "the call cannot be attended here: " + fault.getMessage(), "CannotAttend", fault);
    }
}
