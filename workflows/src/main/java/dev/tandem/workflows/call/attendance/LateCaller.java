package dev.tandem.workflows.call.attendance;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for the caller of a call that nobody attends, because its place was given back before anybody had joined. */
final class LateCaller {

    private final long deadline;
    private boolean awaited;
    private boolean joined;

    /** @param within time from now in which the caller has to come */
    LateCaller(Duration within) {
        this.deadline = Workflow.currentTimeMillis() + within.toMillis();
    }

    /** Notes that nobody attends the call until its caller comes. */
    void expect() {
        awaited = true;
        joined = false;
    }

    boolean isAwaited() {
        return awaited;
    }

    void joined() {
        joined = true;
    }

    /**
     * Waits until the caller has come, or nobody waits any more.
     *
     * @return false: nobody came in time
     */
    boolean comes(BooleanSupplier unwanted) {
        long left = deadline - Workflow.currentTimeMillis();
        if (left > 0) {
            TimedWait.await(Duration.ofMillis(left), "for the caller to join", () -> joined || unwanted.getAsBoolean());
        }
        awaited = false;
        return joined;
    }
}
