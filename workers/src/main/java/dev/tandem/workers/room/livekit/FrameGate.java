package dev.tandem.workers.room.livekit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one frame at a time into the native client, and none once it is shut. The sender never waits: a frame that comes
 * while another one is inside, or after {@link #shut}, is not let in.
 *
 * <p>This is why no frame is inside once {@link #shut} has returned. A frame is let in by changing the state from open
 * to inside, in one atomic step, which fails on a state that says shut. So every frame that was let in was let in
 * before the state said shut, and then {@code shut} sees it inside and waits until it is out.
 */
final class FrameGate {

    private static final int OPEN = 0;
    private static final int INSIDE = 1;
    private static final int SHUT = 2;

    /** Time between two looks at a frame that is inside, which takes some µs. */
    private static final long LOOK_AGAIN = TimeUnit.MICROSECONDS.toNanos(20);

    /** The state, in which {@link #INSIDE} and {@link #SHUT} are bits. */
    private final AtomicInteger state = new AtomicInteger(OPEN);

    /** Asks to let a frame in. If it returns true, {@link #leave} must follow. */
    boolean enter() {
        return state.compareAndSet(OPEN, INSIDE);
    }

    void leave() {
        state.addAndGet(-INSIDE);
    }

    /** Shuts the gate. Returns when no frame is inside; none comes after. Idempotent. */
    void shut() {
        state.updateAndGet(now -> now | SHUT);
        while ((state.get() & INSIDE) != 0) {
            LockSupport.parkNanos(this, LOOK_AGAIN);
        }
    }
}
