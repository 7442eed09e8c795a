package dev.tandem.workers.attend;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts the places of a process. A place is taken from the moment when it is promised, so that no more calls are sent
 * here than can be attended. A promise that nobody takes up expires. Thread-safe.
 *
 * <p>While calls of several organizations wait, a place goes to the one that has the fewest here: whoever has many calls
 * does not keep others waiting.
 */
final class Places {

    /** A call that was promised a place comes within this time: its workflow looks for one only when it needs it. */
    static final Duration PROMISED = Duration.ofSeconds(5);

    /** A call that was refused asks again within this time. One that does not has found another place, or is over. */
    static final Duration WAITING = Duration.ofMillis(1_500);

    /** Calls that are remembered to wait; of more than these nobody can be told apart. */
    private static final int MOST_WAITING = 1_000;

    /** While few calls wait, one that was refused asks again after this time, and less often the longer it waits. */
    private static final Duration SOON = Duration.ofMillis(20);

    /** A call that has been refused this often waits this many times as long before it asks again. */
    private static final int MOST_PATIENT = 25;

    /** How much longer calls in memory may wait before they ask again, and are waited for. */
    private static final int IN_MEMORY = 8;

    private final int slots;
    private final LongSupplier clock;
    private final boolean inMemory;

    /** The calls that have come, with their organizations. */
    private final Map<String, String> taken = new HashMap<>();

    private final Map<String, Claim> promised = new HashMap<>();
    private final Map<String, Claim> waiting = new HashMap<>();

    /**
     * What a call is promised, or waits for.
     *
     * @param until ns, when it is void
     */
    private record Claim(String organization, long until) {}

    /** @param clock ns, as of {@link System#nanoTime} */
    Places(int slots, LongSupplier clock) {
        this(slots, clock, false);
    }

    private Places(int slots, LongSupplier clock, boolean inMemory) {
        this.slots = slots;
        this.clock = clock;
        this.inMemory = inMemory;
    }

    /** Returns places of calls in memory: hundreds of them may wait for long, and ask the less often the more they are. */
    static Places inMemory(int slots, LongSupplier clock) {
        return new Places(slots, clock, true);
    }

    /**
     * Returns the time after which a call that was refused asks again.
     *
     * @param asked how often it has asked
     */
    synchronized Duration askAgain(int asked) {
        int patience = Math.clamp(asked, 1, MOST_PATIENT);
        return SOON.multipliedBy(inMemory ? Math.clamp(waiting.size(), patience, IN_MEMORY * MOST_PATIENT) : patience);
    }

    /** Promises a call a place. A call that has one, or the promise of one, is promised it anew. */
    synchronized boolean promise(String callId, String organization) {
        if (taken.containsKey(callId)) {
            return true;
        }
        if (!promised.containsKey(callId) && free() <= goFirst(organization)) {
            if (waiting.size() < MOST_WAITING) {
                waiting.put(callId, until(organization, inMemory ? WAITING.multipliedBy(IN_MEMORY) : WAITING));
            }
            return false;
        }
        waiting.remove(callId);
        promised.put(callId, until(organization, PROMISED));
        return true;
    }

    /** Takes the place of a call that has come. A call without a promise takes one that is free. */
    synchronized boolean take(String callId, String organization) {
        if (taken.containsKey(callId)) {
            return true;
        }
        boolean expected = promised.remove(callId) != null;
        if (!expected && free() == 0) {
            return false;
        }
        waiting.remove(callId);
        taken.put(callId, organization);
        return true;
    }

    synchronized void giveBack(String callId) {
        taken.remove(callId);
    }

    /** Returns the number of places that may still be promised. */
    synchronized int free() {
        forget(promised);
        return Math.max(0, slots - taken.size() - promised.size());
    }

    /** Returns how many calls wait for a place that is not free. */
    synchronized int wanted() {
        forget(waiting);
        return Math.max(0, waiting.size() - free());
    }

    /** Returns how many calls wait whose organization has fewer places than this one. */
    private int goFirst(String organization) {
        forget(waiting);
        long own = places(organization);
        return (int) waiting.values().stream()
                .filter(claim -> places(claim.organization()) < own)
                .count();
    }

    private long places(String organization) {
        return taken.values().stream().filter(organization::equals).count()
                + promised.values().stream()
                        .filter(claim -> claim.organization().equals(organization))
                        .count();
    }

    private Claim until(String organization, Duration time) {
        return new Claim(organization, clock.getAsLong() + time.toNanos());
    }

    private void forget(Map<String, Claim> claims) {
        long now = clock.getAsLong();
        claims.values().removeIf(claim -> now - claim.until() >= 0);
    }
}
