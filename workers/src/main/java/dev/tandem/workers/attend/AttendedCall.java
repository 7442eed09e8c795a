package dev.tandem.workers.attend;

import dev.tandem.workers.live.CallSession;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that this process attends: its session, its heartbeats, and the attendance that it obeys. */
final class AttendedCall {

    /** HeartbeatSender while nothing is urgent, ms (turns.md: 300 of a timeout of 1 s). */
    private static final long BEAT_MS = 300;

    /** A session without an armed turn for this long says again that it is there, ms. */
    private static final long ASK_AGAIN_MS = 2_000;

    private final HeartbeatSender heartbeats;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Optional<CallSession>> standing = new CompletableFuture<>();
    private final Object door = new Object();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Lease attendance;
    private volatile SessionOpening.@Nullable Opened opened;
    private volatile @Nullable Heartbeat lastBeat;
    private volatile int handedOver;
    private volatile long idleSince = System.nanoTime();

    AttendedCall(Lease attendance, ActivityCompletionClient client, Meters meters) {
        this.attendance = attendance;
        this.heartbeats = new HeartbeatSender(client, () -> beat().sentAt(System.currentTimeMillis()), BEAT_MS, meters);
    }

    Lease attendance() {
        return attendance;
    }

    HeartbeatSender heartbeats() {
        return heartbeats;
    }

    @Nullable CallSession session() {
        SessionOpening.Opened there = opened;
        return there == null ? null : there.session();
    }

    /** Identity of the caller in the room; empty: nobody came yet. */
    String caller() {
        SessionOpening.Opened there = opened;
        return there == null ? "" : there.room().caller().identity();
    }

    /** Completes with the session as soon as there is one, perhaps before it is in the room; as empty, if none comes. */
    CompletableFuture<Optional<CallSession>> standing() {
        return standing;
    }

    /** Completes when this process stops attending calls. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** The fence: an attendance that is not the newest is refused. */
    synchronized Attempt obey(Lease newer, byte[] taskToken) {
        if (newer.number() < attendance.number()) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "attendance " + newer.number() + " is over: " + attendance.number() + " attends", "Outdated");
        }
        attendance = newer;
        idleSince = System.nanoTime();
        return heartbeats.adopt(taskToken);
    }

    /**
     * The session, in the room: it is adopted where it is there; otherwise it is opened, by one attempt at a time.
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
            standing.complete(Optional.of(now.session()));
            try {
                now.room().joined();
            } catch (CompletionException unreachable) {
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

    /** Its session, if it has one, begins nothing until it is adopted. */
    void suspend() {
        CallSession there = session();
        if (there != null) {
            there.suspend();
        }
    }

    /** The whole state to make durable. */
    Heartbeat beat() {
        CallSession session = session();
        Heartbeat last = lastBeat;
        if (session == null || last != null) {
            Lease now = attendance;
            return last == null ? new Heartbeat(0, now.unsettled(), 0, now.played()) : last;
        }
        return session.beat();
    }

    /** Nothing is being said or answered: a good moment to leave the call to another process. */
    boolean pauses() {
        Heartbeat now = beat();
        return session() != null
                && now.unsettled().isEmpty()
                && now.playingTurn() == 0
                && now.played().isEmpty();
    }

    /** @return whether the attendance of now was not handed over before */
    boolean handOver() {
        boolean fresh = handedOver != attendance.number();
        handedOver = attendance.number();
        return fresh;
    }

    boolean isHandedOver() {
        return handedOver == attendance.number();
    }

    /** Whether nothing has been armed for long, while the server hears this process: it may not know. */
    boolean waitsForATurn() {
        return idleMs() >= ASK_AGAIN_MS && heartbeats.silentForMs() < 2 * BEAT_MS;
    }

    /** Asking again starts the count anew. */
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
     * Keeps the last state, which the attendance's failure still tells, and says and beats nothing more. The room is to
     * be left by {@link #leave}.
     *
     * @return whether it had not ended before
     */
    boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        lastBeat = beat();
        stopped.complete(null);
        standing.complete(Optional.empty());
        heartbeats.close();
        return true;
    }

    /** Leaves the room; takes as long as LiveKit does. */
    void leave() {
        CallSession open = session();
        if (open != null) {
            open.close();
        }
    }
}
