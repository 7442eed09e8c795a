package dev.tandem.workflows.call.attendance;

import dev.tandem.workflows.payload.Shortened;
import dev.tandem.workflows.protocol.HostPlace;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * Holds the time limits and retries of placing and attending a call. docs/turns.md has the measurements that they come
 * from.
 */
public final class AttendanceOptions {

    private static final String MEDIA = "media";

    /** Calls in memory wait for places of their own. Calls of real callers never wait behind them. */
    private static final String MEDIA_IN_MEMORY = "media-memory";

    /** The server refuses longer summaries, which have the names of agents in them. */
    private static final int SUMMARY_BYTES = 400;

    /** An attendance lasts as long as its call, which may take a day ({@code max_call_seconds}), and a little longer. */
    private static final Duration LONGEST = Duration.ofDays(1).plusMinutes(5);

    /** A call that nobody attends for this long is dropped ({@code reconnect_seconds}). */
    static final Duration RECONNECT = Duration.ofSeconds(20);

    /** A caller waits this long for the first process with a free place. */
    public static final Duration FIRST_PLACE = Duration.ofSeconds(60);

    /** A call in memory waits this long for a place: many of them are started at once. */
    static final Duration PLACE_IN_MEMORY = Duration.ofHours(1);

    /** A lost host is not chosen for this long. After that it may be the only one there is, unfrozen or restarted. */
    static final Duration EXCLUSION = Duration.ofSeconds(5);

    /** A process that is well begins to attend within this time: it polls its own queue. */
    static final Duration STARTED = Duration.ofMillis(500);

    /** A process that is most likely dead gets less time, because the caller waits while it is tried. */
    static final Duration STARTED_AGAIN = Duration.ofMillis(300);

    /** After an outage of Temporal, processes come back as their connections do. */
    static final Duration STARTED_AFTER_OUTAGE = Duration.ofSeconds(2);

    /**
     * A process that still runs the session adopts it at once. Without {@code attached} within this time it is frozen.
     */
    static final Duration ADOPTED = Duration.ofMillis(300);

    /** A new process joins the room first, and it may be cold. */
    static final Duration JOINED = Duration.ofSeconds(10);

    /** Time from the end of an attendance to the outcome of the turn that was open in it. */
    static final Duration LAST_OUTCOME = Duration.ofSeconds(2);

    /** A host that refuses work has lost the call. Its attendance fails within this time, and the next one attaches. */
    static final Duration REFUSED = Duration.ofSeconds(2);

    private static final Duration BEAT = Duration.ofSeconds(1);

    private AttendanceOptions() {}

    /**
     * Returns the options of placing a call. The start-to-close time is short because a frozen process may still hold
     * polls, and swallows one task with each.
     *
     * @param within gives up after this time
     */
    static ActivityOptions placing(Duration within, String summary, boolean inMemory) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(inMemory ? MEDIA_IN_MEMORY : MEDIA)
                .setStartToCloseTimeout(Duration.ofMillis(250))
                .setScheduleToCloseTimeout(within)
                .setRetryOptions(quickly(Duration.ofSeconds(1)))
                .setDisableEagerExecution(true)
                .setSummary(summary)
                .build();
    }

    static ActivityOptions attending(HostPlace place, int number, Duration startWithin) {
        return onHost(place.queue(), LONGEST, "attendance " + number + " · " + place.host())
                .setScheduleToStartTimeout(startWithin)
                .setHeartbeatTimeout(BEAT)
                .build();
    }

    /**
     * Returns the options of an activity on one host. It has one attempt, because the call workflow itself decides
     * where the next one goes.
     */
    public static ActivityOptions.Builder onHost(String queue, Duration longest, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(queue)
                .setStartToCloseTimeout(longest)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setDisableEagerExecution(true)
                .setSummary(Shortened.to(summary, SUMMARY_BYTES));
    }

    public static RetryOptions quickly(Duration slowest) {
        return RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(100))
                .setBackoffCoefficient(2)
                .setMaximumInterval(slowest)
                .build();
    }
}
