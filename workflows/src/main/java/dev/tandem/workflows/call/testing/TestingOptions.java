package dev.tandem.workflows.call.testing;

import dev.tandem.workflows.call.api.CallerLine;
import dev.tandem.workflows.call.api.SpokenCaller;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** Holds the time limits and retries of scenarios. */
final class TestingOptions {

    /** A call waits so long for a free place, behind other tests of its organization. */
    private static final Duration PLACE = Duration.ofHours(1);

    /** Longest time of one try: more than the API waits for an answer. */
    private static final Duration ANSWER = Duration.ofSeconds(150);

    /** A line is answered within this time, whatever dies meanwhile. */
    private static final Duration LINE = Duration.ofMinutes(10);

    private static final Duration NOTE = Duration.ofSeconds(30);

    /** A persona's model has so long for a line. */
    private static final Duration THOUGHT = Duration.ofSeconds(60);

    /** Nobody polls the queue of callers any more: the process that did is gone. */
    private static final Duration CALLER = Duration.ofMinutes(2);

    /** Longest spoken scenario: 100 lines. */
    private static final Duration SPOKEN = Duration.ofMinutes(30);

    /** Callers send heartbeats every second. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private TestingOptions() {}

    /**
     * Of the start of a call. It is tried again while the organization has no place for another test. One that is under
     * way when the run is cancelled is waited for, so that its call can be hung up.
     */
    static ActivityOptions begin(String organization) {
        return api(organization, PLACE)
                .setStartToCloseTimeout(ANSWER)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .build();
    }

    static ActivityOptions line(String organization) {
        return api(organization, LINE).setStartToCloseTimeout(ANSWER).build();
    }

    /** Of what is only written down. It is tried again until it is. */
    static ActivityOptions notes(String organization) {
        return api(organization, Duration.ofDays(1))
                .setStartToCloseTimeout(NOTE)
                .build();
    }

    private static ActivityOptions.Builder api(String organization, Duration longest) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(ScenarioCalls.TASK_QUEUE)
                .setScheduleToCloseTimeout(longest)
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setPriority(Priority.newBuilder().setFairnessKey(organization).build())
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(200))
                        .setBackoffCoefficient(1.5)
                        .setMaximumInterval(Duration.ofSeconds(5))
                        .build());
    }

    static ActivityOptions persona() {
        return ActivityOptions.newBuilder()
                .setTaskQueue(CallerLine.TASK_QUEUE)
                .setScheduleToStartTimeout(CALLER)
                .setStartToCloseTimeout(THOUGHT)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
                .build();
    }

    static ActivityOptions spoken() {
        return ActivityOptions.newBuilder()
                .setTaskQueue(SpokenCaller.TASK_QUEUE)
                .setScheduleToStartTimeout(PLACE)
                .setStartToCloseTimeout(SPOKEN)
                .setHeartbeatTimeout(BEAT)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build();
    }
}
