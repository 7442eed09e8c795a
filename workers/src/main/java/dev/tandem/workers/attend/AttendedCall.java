package dev.tandem.workers.attend;

import dev.tandem.workers.turn.CallSession;
import dev.tandem.workflows.call.AttendCall.Attendance;
import org.jspecify.annotations.Nullable;

/** A call that this process attends: its session, its heartbeats, and the attendance that it obeys. */
final class AttendedCall implements AutoCloseable {

    private final Heartbeats heartbeats;
    private volatile Attendance attendance;
    private volatile @Nullable CallSession session;
    private volatile long idleSince = System.nanoTime();

    AttendedCall(Attendance attendance, Heartbeats heartbeats) {
        this.attendance = attendance;
        this.heartbeats = heartbeats;
    }

    Attendance attendance() {
        return attendance;
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    @Nullable CallSession session() {
        return session;
    }

    void opened(CallSession opened) {
        session = opened;
    }

    void obey(Attendance newer) {
        attendance = newer;
        idleSince = System.nanoTime();
    }

    /** How long nothing has been armed, ms; asking again starts the count anew. */
    long idleMs(long askAgainAfter) {
        CallSession open = session;
        long now = System.nanoTime();
        if (open == null || !open.idle()) {
            idleSince = now;
        }
        long idle = (now - idleSince) / 1_000_000;
        if (idle >= askAgainAfter) {
            idleSince = now;
        }
        return idle;
    }

    @Override
    public void close() {
        heartbeats.close();
        CallSession open = session;
        if (open != null) {
            open.close();
        }
    }
}
