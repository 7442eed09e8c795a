package dev.tandem.workers.attend;

import dev.tandem.workers.metrics.Meters;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Decides what becomes of sessions whose attempt the server gave up (docs/turns.md, When things die). */
final class AbandonedSessions {

    private final ScheduledExecutorService watch;
    private final long patienceMs;
    private final LongPredicate stoodStillSince;
    private final Predicate<String> isOver;
    private final Consumer<AttendedCall> hangUp;
    private final Consumer<AttendedCall> drop;
    private final Meters meters;

    /**
     * Creates the rules.
     *
     * @param patienceMs a session that nobody has adopted for this long leaves the room
     * @param stoodStillSince whether this process stood still after this {@link System#nanoTime}
     * @param isOver whether the call workflow of this id is closed; false if that cannot be found out
     * @param hangUp hangs up on the caller, who may be gone
     * @param drop leaves the room
     */
    AbandonedSessions(
            ScheduledExecutorService watch,
            long patienceMs,
            LongPredicate stoodStillSince,
            Predicate<String> isOver,
            Consumer<AttendedCall> hangUp,
            Consumer<AttendedCall> drop,
            Meters meters) {
        this.watch = watch;
        this.patienceMs = patienceMs;
        this.stoodStillSince = stoodStillSince;
        this.isOver = isOver;
        this.hangUp = hangUp;
        this.drop = drop;
        this.meters = meters;
    }

    /**
     * Silences a session until it is adopted.
     *
     * <p>It leaves the room when the call is over, or when no attempt adopts it in time. It leaves at once if this
     * process stood still, because the call was placed elsewhere meanwhile. If the call is over, the caller is hung up
     * on.
     *
     * @return whether the call is known to be over
     */
    boolean take(AttendedCall call) {
        call.suspend();
        int number = call.lease().number();
        String workflow = call.lease().workflowId();
        if (stoodStillSince.test(call.heartbeats().acknowledgedAt())) {
            meters.fenced(Meters.Fence.FROZEN);
            drop.accept(call);
            boolean over = isOver.test(workflow);
            if (over) {
                hangUp.accept(call);
            }
            return over;
        }
        if (isOver.test(workflow)) {
            hangUp.accept(call);
            drop.accept(call);
            return true;
        }
        var _ = watch.schedule(() -> leave(call, number), patienceMs, TimeUnit.MILLISECONDS);
        return false;
    }

    private void leave(AttendedCall call, int number) {
        if (call.lease().number() == number) {
            drop.accept(call);
        }
    }
}
