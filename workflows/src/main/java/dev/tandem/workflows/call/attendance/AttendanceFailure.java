package dev.tandem.workflows.call.attendance;

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
 * Says how an attendance was lost.
 *
 * @param reason in snake_case, for operators
 * @param mayBeWell whether the process may still be well because only Temporal was away
 * @param lastHeartbeat the last state that the process reported; null: not known
 */
record AttendanceFailure(
        String reason, boolean mayBeWell, @Nullable Heartbeat lastHeartbeat) {

    static final AttendanceFailure NOT_ATTACHED = new AttendanceFailure("not_attached", false, null);

    /** The process was told to go and reported nothing more. */
    static final AttendanceFailure REPLACED = new AttendanceFailure("handed_over", false, null);

    /**
     * A heartbeat that is older than this, in ms, means that Temporal itself was away. A process that died is missed
     * one second after its last heartbeat, and the call workflow acts on it within three more seconds, however busy the
     * workers are. When it took longer, the process is most likely well.
     */
    private static final long AWAY_MS = 4_000;

    private static final String BROKEN = "session_broken";

    /**
     * Reads the failure of an attendance.
     *
     * @throws CanceledFailure if the call workflow itself gave the attendance up
     */
    static AttendanceFailure of(ActivityFailure failure) {
        return switch (failure.getCause()) {
            case CanceledFailure canceled -> throw canceled;
            case TimeoutFailure timeout -> of(timeout);
            case ApplicationFailure broken -> new AttendanceFailure(reason(broken), false, last(broken.getDetails()));
            case null, default -> new AttendanceFailure("failed", false, null);
        };
    }

    /**
     * Reads the failure of an attendance that the call workflow may have given up because another one has replaced it.
     */
    static AttendanceFailure ofReplaced(ActivityFailure failure) {
        return failure.getCause() instanceof CanceledFailure ? REPLACED : of(failure);
    }

    /** Returns whether the process gave its place back because the caller was away, and other calls waited. */
    boolean callerIsAway() {
        return reason.equals(AttendanceLoop.NOT_JOINED) || nothingWritten();
    }

    /** Returns whether the process gave its place back because the caller of a call in memory wrote nothing. */
    boolean nothingWritten() {
        return reason.equals(AttendanceLoop.NOTHING_WRITTEN);
    }

    /** Returns whether something broke in the session that attended, which may break the next one, too. */
    boolean isBroken() {
        return reason.equals(BROKEN);
    }

    /**
     * Returns whether Temporal was away when the attendance was lost.
     *
     * @param now ms of the call workflow's clock
     */
    boolean temporalWasAway(long now) {
        Heartbeat heartbeat = lastHeartbeat;
        return heartbeat != null && heartbeat.at() > 0 && now - heartbeat.at() > AWAY_MS;
    }

    private static AttendanceFailure of(TimeoutFailure timeout) {
        boolean beating = timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_HEARTBEAT;
        String reason = switch (timeout.getTimeoutType()) {
            case TIMEOUT_TYPE_HEARTBEAT -> "heartbeat_timeout";
            case TIMEOUT_TYPE_SCHEDULE_TO_START -> "not_started";
            case TIMEOUT_TYPE_START_TO_CLOSE, TIMEOUT_TYPE_SCHEDULE_TO_CLOSE -> "too_long";
            case TIMEOUT_TYPE_UNSPECIFIED, UNRECOGNIZED -> "timeout";
        };
        return new AttendanceFailure(reason, beating, last(timeout.getLastHeartbeatDetails()));
    }

    private static @Nullable Heartbeat last(Values details) {
        return details.getSize() > 0 ? details.get(Heartbeat.class) : null;
    }

    private static String reason(ApplicationFailure broken) {
        return broken.getType().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
