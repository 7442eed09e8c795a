package dev.tandem.workers.attend;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Detects whether this process stood still: it was stopped by a signal, by its machine, or by a very long garbage
 * collection. A process that stood still does not know what has become of its calls (docs/turns.md, the fence).
 */
final class PauseDetector {

    private static final Duration TICK = Duration.ofMillis(100);

    /** A tick that is this late counts as a pause, ns. */
    private static final long LATE = 500_000_000;

    private volatile long lastTick = System.nanoTime();
    private volatile long lastSeen = lastTick - 1;

    PauseDetector(ScheduledExecutorService clock) {
        var _ = clock.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Returns whether the process stood still after this moment.
     *
     * @param nanos of {@link System#nanoTime}
     */
    boolean since(long nanos) {
        return late(System.nanoTime()) || lastSeen - nanos > 0;
    }

    private void tick() {
        long now = System.nanoTime();
        if (late(now)) {
            lastSeen = now;
        }
        lastTick = now;
    }

    private boolean late(long now) {
        return now - lastTick > TICK.toNanos() + LATE;
    }
}
