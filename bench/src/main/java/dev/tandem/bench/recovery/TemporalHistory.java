package dev.tandem.bench.recovery;

import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A call's history in Temporal.
 *
 * @param attendances task queues of its attendances, in order
 * @param lost times at which missing heartbeats showed that attendances were lost, ms since 1970
 * @param closed whether the call workflow has completed
 */
record TemporalHistory(
        WorkflowExecutionHistory whole,
        int events,
        int bytes,
        List<String> attendances,
        List<Long> lost,
        boolean closed) {

    private static final String ATTEND = "AttendCall";

    static TemporalHistory of(WorkflowExecutionHistory history) {
        Map<Long, String> scheduled = new HashMap<>();
        List<String> attendances = new ArrayList<>();
        List<Long> lost = new ArrayList<>();
        boolean closed = false;
        for (HistoryEvent event : history.getEvents()) {
            if (event.hasActivityTaskScheduledEventAttributes()) {
                var activity = event.getActivityTaskScheduledEventAttributes();
                scheduled.put(event.getEventId(), activity.getActivityType().getName());
                if (activity.getActivityType().getName().equals(ATTEND)) {
                    attendances.add(activity.getTaskQueue().getName());
                }
            } else if (isLostHeartbeat(event, scheduled)) {
                lost.add(ms(event.getEventTime()));
            }
            closed |= event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED;
        }
        return new TemporalHistory(
                history,
                history.getEvents().size(),
                history.getHistory().getSerializedSize(),
                List.copyOf(attendances),
                List.copyOf(lost),
                closed);
    }

    /** Writes the history to a file, so that it can be looked at afterwards. */
    void keep(String callId) {
        Path file = FaultyStack.KEPT.resolve("histories").resolve(callId + ".json");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, whole.toJson(true));
        } catch (IOException fault) {
            throw new UncheckedIOException("a history cannot be kept", fault);
        }
    }

    /** Returns the task queue of the process that attends, or attended last; empty if there was none. */
    String attending() {
        return attendances.isEmpty() ? "" : attendances.getLast();
    }

    /** Returns how many ms after a time (ms since 1970) an attendance was first found to be lost; -1 if never. */
    double lostAfter(long time) {
        return lost.stream()
                .filter(at -> at >= time)
                .mapToDouble(at -> at - time)
                .min()
                .orElse(-1);
    }

    private static boolean isLostHeartbeat(HistoryEvent event, Map<Long, String> scheduled) {
        if (!event.hasActivityTaskTimedOutEventAttributes()) {
            return false;
        }
        var timedOut = event.getActivityTaskTimedOutEventAttributes();
        return ATTEND.equals(scheduled.get(timedOut.getScheduledEventId()))
                && timedOut.getFailure().getTimeoutFailureInfo().getTimeoutType() == TimeoutType.TIMEOUT_TYPE_HEARTBEAT;
    }

    private static long ms(Timestamp time) {
        return time.getSeconds() * 1_000 + time.getNanos() / 1_000_000;
    }
}
