package dev.tandem.workers.attend;

import dev.tandem.workers.live.CallSession;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that this process attends: its session, its heartbeats, and the newest lease. */
final class AttendedCall {

    /** Pause between heartbeats while nothing is urgent, ms (docs/turns.md: 300 of a timeout of 1 s). */
    private static final long BEAT_MS = 300;

    /** A session without an armed turn for this long reports again that it holds the room, ms. */
    private static final long ASK_AGAIN_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(AttendedCall.class);

    private final HeartbeatSender heartbeats;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Optional<CallSession>> eventualSession = new CompletableFuture<>();
    private final Object door = new Object();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Lease lease;
    private volatile SessionOpening.@Nullable Opened opened;
    private volatile @Nullable Heartbeat lastHeartbeat;
    private volatile @Nullable Heartbeat newest;
    private volatile int handedOver;
    private volatile boolean givenBack;
    private final long begun = System.nanoTime();
    private volatile long idleSince = System.nanoTime();
    private volatile long waitsSince = System.nanoTime();

    AttendedCall(Lease lease, ActivityCompletionClient client, Meters meters) {
        this.lease = lease;
        this.heartbeats =
                new HeartbeatSender(client, () -> heartbeat().sentAt(System.currentTimeMillis()), BEAT_MS, meters);
    }

    Lease lease() {
        return lease;
    }

    HeartbeatSender heartbeats() {
        return heartbeats;
    }

    @Nullable CallSession session() {
        SessionOpening.Opened there = opened;
        return there == null ? null : there.session();
    }

    /** Returns the identity of the caller in the room; empty: the caller has not come yet. */
    String caller() {
        SessionOpening.Opened there = opened;
        return there == null ? "" : there.room().caller().identity();
    }

    /**
     * Completes with the session as soon as there is one, perhaps before it is in the room; as empty, if there will be
     * none.
     */
    CompletableFuture<Optional<CallSession>> eventualSession() {
        return eventualSession;
    }

    /** Completes when this process stops attending calls. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Takes a lease. This is the fence: a lease that is older than the present one is refused. */
    synchronized Attempt obey(Lease newer, byte[] taskToken) {
        if (newer.number() < lease.number()) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "attendance " + newer.number() + " is over: " + lease.number() + " attends", "Outdated");
        }
        lease = newer;
        idleSince = System.nanoTime();
        return heartbeats.adopt(taskToken);
    }

    /**
     * Returns the session, in the room. A session that exists is adopted; otherwise one is opened, by one attempt at a
     * time.
     *
     * @throws RuntimeException if it cannot be opened, or its room cannot be joined
     */
    CallSession session(Lease current, Supplier<SessionOpening.Opened> opening) {
        synchronized (door) {
            SessionOpening.Opened there = opened;
            if (there != null) {
                there.session().adopted(current);
                there.attendedAs(current.number());
                return there.session();
            }
            SessionOpening.Opened now = opening.get();
            opened = now;
            eventualSession.complete(Optional.of(now.session()));
            try {
                now.room().joined();
            } catch (RuntimeException | Error unreachable) {
                opened = null;
                now.session().close();
                throw unreachable;
            }
            if (stopped.isDone()) {
                now.session().close();
            }
            return now.session();
        }
    }

    /** Keeps the session, if there is one, from beginning anything until it is adopted. */
    void suspend() {
        CallSession there = session();
        if (there != null) {
            there.suspend();
        }
    }

    /** Returns the whole state, which a heartbeat makes durable. */
    Heartbeat heartbeat() {
        CallSession session = session();
        Heartbeat last = lastHeartbeat;
        if (session == null || last != null) {
            Lease now = lease;
            return last == null ? new Heartbeat(0, now.unsettled(), 0, now.played()) : last;
        }
        Heartbeat now = session.beat();
        newest = now;
        return now;
    }

    /** Returns the state that the failure of the attendance reports: the newest that could be made. */
    private Heartbeat last() {
        try {
            return heartbeat();
        } catch (RuntimeException | Error broken) {
            LOG.error("the state of a call is broken; the one before is reported", broken);
            Heartbeat before = newest;
            return before == null ? new Heartbeat(0, lease.unsettled(), 0, lease.played()) : before;
        }
    }

    /** Returns whether nothing is being said or answered, so that this is a good moment to hand the call over. */
    boolean pauses() {
        Heartbeat now = last();
        return session() != null
                && now.unsettled().isEmpty()
                && now.playingTurn() == 0
                && now.played().isEmpty();
    }

    /**
     * Notes that the present attendance is handed over.
     *
     * @return whether it was not handed over before
     */
    boolean handOver() {
        boolean fresh = handedOver != lease.number();
        handedOver = lease.number();
        return fresh;
    }

    /** Returns how long this process has been in the room of a call that nobody has joined, ms; 0: somebody has. */
    long unjoinedMs() {
        SessionOpening.Opened there = opened;
        boolean awaits = lease.joinMs() != null && there != null && there.room().isJoined();
        return awaits && caller().isEmpty() ? (System.nanoTime() - begun) / 1_000_000 : 0;
    }

    /**
     * Returns how long a call in memory has been waiting for its caller to write, ms; 0: it does not wait, or its caller
     * is in a room. It is to be asked often.
     */
    long unwrittenMs() {
        SessionOpening.Opened there = opened;
        long now = System.nanoTime();
        boolean waits = lease.atNoServer()
                && there != null
                && there.room().isJoined()
                && !there.session().idle()
                && pauses();
        if (!waits) {
            waitsSince = now;
        }
        return (now - waitsSince) / 1_000_000;
    }

    /** Notes that the place is given back because the caller is away. */
    void giveBack() {
        givenBack = true;
    }

    boolean isGivenBack() {
        return givenBack;
    }

    boolean isHandedOver() {
        return handedOver == lease.number();
    }

    /**
     * Returns whether nothing has been armed for long although the server hears this process. The workflow may not know
     * that it holds the room.
     */
    boolean waitsForATurn() {
        return idleMs() >= ASK_AGAIN_MS && heartbeats.silentForMs() < 2 * BEAT_MS;
    }

    /** Returns the time without an armed turn. Asking again starts it anew. */
    private long idleMs() {
        SessionOpening.Opened there = opened;
        long now = System.nanoTime();
        if (there == null || !there.room().isJoined() || !there.session().idle()) {
            idleSince = now;
        }
        long idle = (now - idleSince) / 1_000_000;
        if (idle >= ASK_AGAIN_MS) {
            idleSince = now;
        }
        return idle;
    }

    /**
     * Ends the call here. It keeps the last state, which the failure of the attendance still reports, and speaks and
     * sends heartbeats no more. The room must be left by {@link #leave}.
     *
     * @return whether it had not ended before
     */
    boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        lastHeartbeat = last();
        stopped.complete(null);
        eventualSession.complete(Optional.empty());
        heartbeats.close();
        return true;
    }

    /** Leaves the room. It takes as long as LiveKit does. */
    void leave() {
        CallSession open = session();
        if (open != null) {
            open.close();
        }
    }
}
