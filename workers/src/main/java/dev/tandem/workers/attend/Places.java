package dev.tandem.workers.attend;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Counts the places of a process. A place is taken from the moment when it is promised, so that no more calls are sent
 * here than can be attended. A promise that nobody takes up expires. Thread-safe.
 */
final class Places {

    /** A call that was promised a place comes within this time: its workflow looks for one only when it needs it. */
    static final Duration PROMISED = Duration.ofSeconds(5);

    private final int slots;
    private final LongSupplier clock;
    private final Set<String> taken = new HashSet<>();

    /** The calls that are to come, with the time at which their promise expires, ns. */
    private final Map<String, Long> promised = new HashMap<>();

    /** @param clock ns, as of {@link System#nanoTime} */
    Places(int slots, LongSupplier clock) {
        this.slots = slots;
        this.clock = clock;
    }

    /** Promises a call a place. A call that has one, or the promise of one, is promised it anew. */
    synchronized boolean promise(String callId) {
        if (taken.contains(callId)) {
            return true;
        }
        if (!promised.containsKey(callId) && free() == 0) {
            return false;
        }
        promised.put(callId, clock.getAsLong() + PROMISED.toNanos());
        return true;
    }

    /** Takes the place of a call that has come. A call without a promise takes one that is free. */
    synchronized boolean take(String callId) {
        if (taken.contains(callId)) {
            return true;
        }
        boolean expected = promised.remove(callId) != null;
        if (!expected && free() == 0) {
            return false;
        }
        taken.add(callId);
        return true;
    }

    synchronized void giveBack(String callId) {
        taken.remove(callId);
    }

    /** Returns the number of places that may still be promised. */
    synchronized int free() {
        long now = clock.getAsLong();
        promised.values().removeIf(expiry -> now - expiry >= 0);
        return Math.max(0, slots - taken.size() - promised.size());
    }
}
