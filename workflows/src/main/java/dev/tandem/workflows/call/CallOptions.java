package dev.tandem.workflows.call;

import dev.tandem.workflows.call.attendance.AttendanceOptions;
import dev.tandem.workflows.graph.Tool;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * Holds the time limits and retries of a call's turns, tools and records. docs/turns.md has the measurements that they
 * come from.
 */
final class CallOptions {

    static final String TOOLS = "tools";
    static final String RECORDS = "records";

    /** A farewell is spoken within this time; otherwise the call ends without it. */
    static final Duration FAREWELL = Duration.ofSeconds(30);

    private static final Duration BEAT = Duration.ofSeconds(1);

    private static final Duration TOOL_MARGIN = Duration.ofMillis(500);

    private static final Duration TOOL_START = Duration.ofSeconds(5);

    static final int TOOL_ATTEMPTS = 3;

    /**
     * Time without a heartbeat after which a process that runs a tool counts as lost. Such a process sends heartbeats
     * several times a second. Another process then runs the tool, or, if it must not run twice, nobody knows what
     * became of it.
     */
    private static final Duration ONCE_BEAT = Duration.ofSeconds(3);

    private static final RetryOptions NEVER =
            RetryOptions.newBuilder().setMaximumAttempts(1).build();

    private CallOptions() {}

    static ActivityOptions loading() {
        return ActivityOptions.newBuilder()
                .setTaskQueue(RECORDS)
                .setStartToCloseTimeout(Duration.ofSeconds(5))
                .setScheduleToCloseTimeout(AttendanceOptions.FIRST_PLACE)
                .setRetryOptions(AttendanceOptions.quickly(Duration.ofSeconds(2)))
                .setDisableEagerExecution(true)
                .build();
    }

    static ActivityOptions turn(String queue, Duration longest, String summary) {
        return AttendanceOptions.onHost(queue, longest, summary).build();
    }

    static ActivityOptions transfer(String queue, String summary) {
        return AttendanceOptions.onHost(queue, Duration.ofSeconds(10), summary).build();
    }

    /**
     * Returns the options of running a tool. Each attempt has the tool's own time limit, and an attempt whose process
     * dies ends sooner. A retry starts only while twice that limit has not passed. A tool that may be interrupted
     * learns of it by its heartbeat, and reports what has become of it.
     */
    static ActivityOptions tool(Tool tool) {
        Duration attempt = Duration.ofMillis(tool.timeoutMs()).plus(TOOL_MARGIN);
        ActivityOptions.Builder options = ActivityOptions.newBuilder()
                .setTaskQueue(TOOLS)
                .setScheduleToStartTimeout(TOOL_START)
                .setStartToCloseTimeout(attempt)
                .setDisableEagerExecution(true)
                .setSummary(tool.name());
        if (tool.interruptible()) {
            options.setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
        }
        return switch (tool.sideEffect()) {
            case NONE, IDEMPOTENT ->
                options.setHeartbeatTimeout(BEAT)
                        .setScheduleToCloseTimeout(attempt.multipliedBy(2))
                        .setRetryOptions(AttendanceOptions.quickly(Duration.ofSeconds(1)).toBuilder()
                                .setMaximumAttempts(TOOL_ATTEMPTS)
                                .build())
                        .build();
            case ONCE ->
                options.setHeartbeatTimeout(ONCE_BEAT).setRetryOptions(NEVER).build();
        };
    }

    /**
     * Returns the options of recording events. They are retried for ever: what happened is recorded, however long the
     * database is away.
     */
    static ActivityOptions recording(String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(RECORDS)
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                .setRetryOptions(AttendanceOptions.quickly(Duration.ofSeconds(10)).toBuilder()
                        .setDoNotRetry(Recorder.CALL_GONE)
                        .build())
                .setDisableEagerExecution(true)
                .setSummary(summary)
                .build();
    }
}
