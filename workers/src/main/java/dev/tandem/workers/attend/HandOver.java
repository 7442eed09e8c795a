package dev.tandem.workers.attend;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the calls of a process that is told to stop over to others, each at its next pause.
 *
 * <p>Each workflow is asked for another process. That process enters the room and takes the participant's place there;
 * then the call leaves this process.
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

    /**
     * Hands the calls over within this time. Half of it waits for pauses; after that, calls are handed over in
     * mid-sentence, and the next process continues the sentence.
     */
    void within(Duration limit) {
        long now = System.nanoTime();
        long end = now + limit.toNanos();
        long patience = now + limit.toNanos() / 2;
        while (!calls.isEmpty() && System.nanoTime() < end) {
            boolean impatient = System.nanoTime() > patience;
            calls.stream()
                    .filter(call -> (impatient || call.pauses()) && call.handOver())
                    .forEach(call -> workflows.handOver(call.lease()));
            LockSupport.parkNanos(LOOK.toNanos());
        }
        if (!calls.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("calls", calls.size())
                    .log("nobody took these calls over in time; they are placed anew when this process is gone");
        }
    }
}
