package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.BenchmarkFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
final class Until {

    private static final Duration LOOK = Duration.ofMillis(3);

    private Until() {}

    /** @return whether the condition was true in time */
    static boolean within(Duration time, BooleanSupplier condition) {
        return within(time, LOOK, condition);
    }

    /** @param every time between two checks, for servers that must not be asked more often */
    static boolean within(Duration time, Duration every, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(every.toNanos());
        }
        return true;
    }

    /** @throws BenchmarkFailure if it does not happen in time; the message says what */
    static void happens(String what, Duration time, BooleanSupplier condition) {
        if (!within(time, condition)) {
            throw new BenchmarkFailure("within %d s it did not happen that %s".formatted(time.toSeconds(), what));
        }
    }
}
