package dev.tandem.callers.spoken;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Temporal every second that the caller is on the line, and interrupts them when they are to hang up. */
final class Heartbeats implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final ActivityExecutionContext activity;
    private final Thread caller;
    private final Thread beating;

    Heartbeats(ActivityExecutionContext activity, Thread caller) {
        this.activity = activity;
        this.caller = caller;
        this.beating = Thread.ofVirtual().name("caller-heartbeats").start(this::beat);
    }

    private void beat() {
        try {
            while (true) {
                activity.heartbeat(null);
                Thread.sleep(EVERY);
            }
        } catch (ActivityCompletionException cancelled) {
            caller.interrupt();
        } catch (RuntimeException failed) {
            // Without heartbeats Temporal gives the call up; the caller leaves the room, and the log says why.
            LOG.error("the heartbeats of a spoken call failed", failed);
            caller.interrupt();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        beating.interrupt();
    }
}
