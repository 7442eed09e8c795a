package dev.tandem.workers.attend;

import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.speak.Durability;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the heartbeats of a session. One is sent at a time, and each carries the whole current state, so that an older
 * state never overwrites a newer one. The sender outlives attempts: it sends for the attempt that attends now.
 */
final class HeartbeatSender implements Durability, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatSender.class);

    /** A heartbeat that was not acknowledged is tried again after this time, ms. */
    private static final long AGAIN_MS = 50;

    private final ActivityCompletionClient client;
    private final Supplier<Object> state;
    private final long everyMs;
    private final Meters meters;
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private @Nullable Attempt attempt;
    private boolean due;
    private boolean closed;
    private volatile long acknowledgedAt = System.nanoTime();

    /**
     * Creates a sender.
     *
     * @param client whose calls give up within a second
     * @param everyMs pause between heartbeats while nothing is urgent
     */
    HeartbeatSender(ActivityCompletionClient client, Supplier<Object> state, long everyMs, Meters meters) {
        this.client = client;
        this.state = state;
        this.everyMs = everyMs;
        this.meters = meters;
        Thread.ofVirtual().name("heartbeats").start(CallLog.inherited(this::run));
    }

    /** Sends for this attempt from now on, the first time at once. The attempt before it is over. */
    synchronized Attempt adopt(byte[] taskToken) {
        Attempt before = attempt;
        if (before != null) {
            before.replaced();
        }
        Attempt now = new Attempt(taskToken);
        attempt = now;
        due = true;
        notifyAll();
        return now;
    }

    @Override
    public synchronized CompletableFuture<Void> record() {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        waiting.add(acknowledged);
        notifyAll();
        return acknowledged;
    }

    /** Returns when the last heartbeat was acknowledged, in nanoseconds of {@link System#nanoTime}. */
    long acknowledgedAt() {
        return acknowledgedAt;
    }

    /** Returns the time since the last acknowledgement, ms. */
    long silentForMs() {
        return (System.nanoTime() - acknowledgedAt) / 1_000_000;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Attempt open = attempt;
        if (open != null) {
            open.replaced();
        }
        waiting.forEach(one -> one.cancel(false));
        notifyAll();
    }

    /** A heartbeat to send: its attempt, and those who wait for it. */
    private record Due(Attempt attempt, List<CompletableFuture<Void>> carried) {}

    private void run() {
        List<CompletableFuture<Void>> unsent = List.of();
        try {
            for (Due next = next(unsent); next != null; next = next(unsent)) {
                unsent = send(next) ? List.of() : next.carried();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Due next(List<CompletableFuture<Void>> unsent) throws InterruptedException {
        long at = System.nanoTime() + 1_000_000 * (unsent.isEmpty() ? everyMs : AGAIN_MS);
        long left = at - System.nanoTime();
        while (!closed && (attempt == null || (!due && waiting.isEmpty() && left > 0))) {
            wait(attempt == null ? 0 : Math.max(1, left / 1_000_000));
            left = at - System.nanoTime();
        }
        Attempt target = attempt;
        if (closed || target == null) {
            return null;
        }
        due = false;
        List<CompletableFuture<Void>> carried = new ArrayList<>(unsent);
        carried.addAll(waiting);
        waiting = new ArrayList<>();
        return new Due(target, carried);
    }

    @SuppressWarnings("CatchingUnchecked") // without heartbeats the attendance must end here, too
    private boolean send(Due due) {
        try {
            client.heartbeat(due.attempt().token(), state.get());
            acknowledgedAt = System.nanoTime();
            meters.heartbeat(Meters.Heartbeat.ACKNOWLEDGED);
            due.attempt().acknowledged();
            due.carried().forEach(one -> one.complete(null));
            return true;
        } catch (ActivityNotExistsException | ActivityCanceledException gone) {
            meters.heartbeat(Meters.Heartbeat.REFUSED);
            giveUp(due.attempt());
            due.attempt().refused(gone);
        } catch (ActivityCompletionException away) {
            // Temporal is away: the call goes on, and the heartbeat is tried again.
            meters.heartbeat(Meters.Heartbeat.UNANSWERED);
            LOG.debug("a heartbeat was not acknowledged", away);
        } catch (Throwable fault) {
            LOG.error("the state of a call cannot be sent; its attendance ends", fault);
            meters.fault(Meters.Fault.HEARTBEAT);
            giveUp(due.attempt());
            due.attempt().refused(new IllegalStateException("the state of the call cannot be sent", fault));
        }
        return false;
    }

    private synchronized void giveUp(Attempt refused) {
        if (refused.equals(attempt)) {
            attempt = null;
        }
    }
}
