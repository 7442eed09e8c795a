package dev.tandem.workers.attend;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the calls of a process that is told to stop over to others, each at its next pause. A call leaves when another
 * process has taken its participant's place in the room.
 */
final class HandOver {

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Collection<AttendedCall> calls;
    private final WorkflowSignals workflows;

    HandOver(Collection<AttendedCall> calls, WorkflowSignals workflows) {
        this.calls = calls;
        this.workflows = workflows;
    }

    /** Half of the time is for pauses; then calls are handed over in mid-sentence, and taken up there. */
    void within(Duration limit) {
        long now = System.nanoTime();
        long end = now + limit.toNanos();
        long patience = now + limit.toNanos() / 2;
        while (!calls.isEmpty() && System.nanoTime() < end) {
            boolean impatient = System.nanoTime() > patience;
            calls.stream()
                    .filter(call -> (impatient || call.pauses()) && call.handOver())
                    .forEach(call -> workflows.handOver(call.attendance()));
            LockSupport.parkNanos(LOOK.toNanos());
        }
        if (!calls.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("calls", calls.size())
                    .log("nobody took these calls over in time; they are placed anew when this process is gone");
        }
    }
}
