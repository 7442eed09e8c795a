package dev.tandem.workflows.call;

import dev.tandem.workflows.turn.Beat;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;

/**
 * How an attendance was lost.
 *
 * @param reason snake_case, for operators
 * @param mayBeWell whether its process may be well, and only Temporal was away
 * @param lastBeat its last heartbeat; null: none
 */
record Loss(String reason, boolean mayBeWell, @Nullable Beat lastBeat) {

    static final Loss NOT_ATTACHED = new Loss("not_attached", false, null);

    /** @throws CanceledFailure if it was given up by the call workflow itself */
    static Loss of(ActivityFailure failure) {
        return switch (failure.getCause()) {
            case CanceledFailure canceled -> throw canceled;
            case TimeoutFailure timeout -> of(timeout);
            case ApplicationFailure broken -> new Loss(broken.getType(), false, null);
            case null, default -> new Loss("failed", false, null);
        };
    }

    private static Loss of(TimeoutFailure timeout) {
        boolean beating = timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_HEARTBEAT;
        String reason = switch (timeout.getTimeoutType()) {
            case TIMEOUT_TYPE_HEARTBEAT -> "heartbeat_timeout";
            case TIMEOUT_TYPE_SCHEDULE_TO_START -> "not_started";
            case TIMEOUT_TYPE_START_TO_CLOSE, TIMEOUT_TYPE_SCHEDULE_TO_CLOSE -> "too_long";
            case TIMEOUT_TYPE_UNSPECIFIED, UNRECOGNIZED -> "timeout";
        };
        boolean beat = timeout.getLastHeartbeatDetails().getSize() > 0;
        return new Loss(
                reason, beating, beat ? timeout.getLastHeartbeatDetails().get(Beat.class) : null);
    }
}
