package dev.tandem.workflows.attendance;

import dev.tandem.workflows.protocol.Heartbeat;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.converter.Values;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an attendance was lost.
 *
 * @param reason snake_case, for operators
 * @param mayBeWell whether its process may be well, and only Temporal was away
 * @param lastBeat its last state; null: not known
 */
record AttendanceFailure(
        String reason, boolean mayBeWell, @Nullable Heartbeat lastBeat) {

    static final AttendanceFailure NOT_ATTACHED = new AttendanceFailure("not_attached", false, null);

    /** It was told to go, and said nothing more. */
    static final AttendanceFailure REPLACED = new AttendanceFailure("handed_over", false, null);

    /**
     * A process that died is missed a second after its last beat, and that is acted upon within three more, however busy
     * the workers are. Where it took longer, Temporal itself was away, and the process is most likely well.
     */
    private static final long AWAY_MS = 4_000;

    /** @throws CanceledFailure if it was given up by the call workflow itself */
    static AttendanceFailure of(ActivityFailure failure) {
        return switch (failure.getCause()) {
            case CanceledFailure canceled -> throw canceled;
            case TimeoutFailure timeout -> of(timeout);
            case ApplicationFailure broken -> new AttendanceFailure(reason(broken), false, beat(broken.getDetails()));
            case null, default -> new AttendanceFailure("failed", false, null);
        };
    }

    /** The same for one that may also have been given up because another has taken its place. */
    static AttendanceFailure ofReplaced(ActivityFailure failure) {
        return failure.getCause() instanceof CanceledFailure ? REPLACED : of(failure);
    }

    /** @param now ms of the call workflow's clock */
    boolean temporalWasAway(long now) {
        Heartbeat beat = lastBeat;
        return beat != null && beat.at() > 0 && now - beat.at() > AWAY_MS;
    }

    private static AttendanceFailure of(TimeoutFailure timeout) {
        boolean beating = timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_HEARTBEAT;
        String reason = switch (timeout.getTimeoutType()) {
            case TIMEOUT_TYPE_HEARTBEAT -> "heartbeat_timeout";
            case TIMEOUT_TYPE_SCHEDULE_TO_START -> "not_started";
            case TIMEOUT_TYPE_START_TO_CLOSE, TIMEOUT_TYPE_SCHEDULE_TO_CLOSE -> "too_long";
            case TIMEOUT_TYPE_UNSPECIFIED, UNRECOGNIZED -> "timeout";
        };
        return new AttendanceFailure(reason, beating, beat(timeout.getLastHeartbeatDetails()));
    }

    private static @Nullable Heartbeat beat(Values details) {
        return details.getSize() > 0 ? details.get(Heartbeat.class) : null;
    }

    private static String reason(ApplicationFailure broken) {
        return broken.getType().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
