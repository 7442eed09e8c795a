package dev.tandem.workflows.call;

import dev.tandem.workflows.call.PlaceCall.Place;
import dev.tandem.workflows.graph.Tool;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** Time limits and retries of a call. Where a figure has a source, it is the measurements in turns.md. */
final class CallOptions {

    static final String MEDIA = "media";
    static final String TOOLS = "tools";
    static final String RECORDS = "records";

    /** An attendance lasts as long as its call, which may take a day ({@code max_call_seconds}), and a little longer. */
    private static final Duration LONGEST = Duration.ofDays(1).plusMinutes(5);

    /** A call that nobody attends for this long is dropped ({@code reconnect_seconds}). */
    static final Duration RECONNECT = Duration.ofSeconds(20);

    /** A caller waits this long for the first process with a free place. */
    static final Duration FIRST_PLACE = Duration.ofSeconds(60);

    /** A lost host is passed over this long; after that it may be the only one there is, thawed or back again. */
    static final Duration EXCLUSION = Duration.ofSeconds(5);

    /** A process that is well begins to attend within this time: it polls its own queue. */
    static final Duration STARTED = Duration.ofMillis(500);

    /** The caller waits while a process is tried that is most likely dead: it is given less. */
    static final Duration STARTED_AGAIN = Duration.ofMillis(300);

    /** Where Temporal was away, processes come back as their connections do. */
    static final Duration STARTED_AFTER_OUTAGE = Duration.ofSeconds(2);

    /** A process that still runs the session adopts it at once: without {@code attached} in this time it is frozen. */
    static final Duration ADOPTED = Duration.ofMillis(300);

    /** A newcomer joins the room first, perhaps with a cold process. */
    static final Duration JOINED = Duration.ofSeconds(10);

    /** Between the end of an attendance and the outcome of the turn that was open in it. */
    static final Duration LAST_OUTCOME = Duration.ofSeconds(2);

    /** A farewell is spoken within this time, or the call ends without. */
    static final Duration FAREWELL = Duration.ofSeconds(30);

    /** A host that refuses work has lost the call; its attendance fails before long, and the next one attaches. */
    static final Duration REFUSED = Duration.ofSeconds(2);

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration TOOL_MARGIN = Duration.ofMillis(500);
    private static final Duration TOOL_START = Duration.ofSeconds(5);
    static final int TOOL_ATTEMPTS = 3;

    /**
     * A process that runs a tool beats several times a second; without a beat for this long another one runs it, or,
     * where it must not run twice, nobody will know what became of it.
     */
    private static final Duration ONCE_BEAT = Duration.ofSeconds(3);

    private static final RetryOptions NEVER =
            RetryOptions.newBuilder().setMaximumAttempts(1).build();

    private CallOptions() {}

    static ActivityOptions loading() {
        return ActivityOptions.newBuilder()
                .setTaskQueue(RECORDS)
                .setStartToCloseTimeout(Duration.ofSeconds(5))
                .setScheduleToCloseTimeout(FIRST_PLACE)
                .setRetryOptions(quickly(Duration.ofSeconds(2)))
                .setDisableEagerExecution(true)
                .build();
    }

    /**
     * The start-to-close time is short because a frozen process may still hold polls, and swallows one task with each.
     *
     * @param within gives up after this time
     */
    static ActivityOptions placing(Duration within, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(MEDIA)
                .setStartToCloseTimeout(Duration.ofMillis(250))
                .setScheduleToCloseTimeout(within)
                .setRetryOptions(quickly(Duration.ofSeconds(1)))
                .setDisableEagerExecution(true)
                .setSummary(summary)
                .build();
    }

    static ActivityOptions attending(Place place, int number, Duration startWithin) {
        return onHost(place.queue(), LONGEST, "attendance " + number + " · " + place.host())
                .setScheduleToStartTimeout(startWithin)
                .setHeartbeatTimeout(BEAT)
                .build();
    }

    static ActivityOptions turn(String queue, Duration longest, String summary) {
        return onHost(queue, longest, summary).build();
    }

    static ActivityOptions transfer(String queue, String summary) {
        return onHost(queue, Duration.ofSeconds(10), summary).build();
    }

    /**
     * Each attempt has the tool's own time limit, and one whose process dies is over sooner; a retry starts only while
     * twice that time has not gone by. One that may be interrupted is told so by its heartbeat, and says what has become
     * of it.
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
                        .setRetryOptions(quickly(Duration.ofSeconds(1)).toBuilder()
                                .setMaximumAttempts(TOOL_ATTEMPTS)
                                .build())
                        .build();
            case ONCE ->
                options.setHeartbeatTimeout(ONCE_BEAT).setRetryOptions(NEVER).build();
        };
    }

    /** For ever: what happened is recorded, however long the database is away. */
    static ActivityOptions recording(String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(RECORDS)
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                .setRetryOptions(quickly(Duration.ofSeconds(10)).toBuilder()
                        .setDoNotRetry(Recorder.CALL_GONE)
                        .build())
                .setDisableEagerExecution(true)
                .setSummary(summary)
                .build();
    }

    /** One attempt: the call workflow itself decides where the next one goes. */
    private static ActivityOptions.Builder onHost(String queue, Duration longest, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(queue)
                .setStartToCloseTimeout(longest)
                .setRetryOptions(NEVER)
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setDisableEagerExecution(true)
                .setSummary(summary);
    }

    private static RetryOptions quickly(Duration slowest) {
        return RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(100))
                .setBackoffCoefficient(2)
                .setMaximumInterval(slowest)
                .build();
    }
}
