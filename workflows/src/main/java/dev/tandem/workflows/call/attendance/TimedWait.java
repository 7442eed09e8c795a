package dev.tandem.workflows.call.attendance;

import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits with a time limit, under a name that operators read in the history. */
final class TimedWait {

    private TimedWait() {}

    /**
     * Waits like {@code Workflow.await} with a time, whose timer has no name.
     *
     * @param why what is waited for
     * @return false if the time was over first
     */
    static boolean await(Duration longest, String why, Supplier<Boolean> until) {
        TimerOptions options = TimerOptions.newBuilder().setSummary(why).build();
        Promise<Void> timer = Workflow.newTimer(longest, options);
        Workflow.await(() -> timer.isCompleted() || until.get());
        return !timer.isCompleted();
    }
}
