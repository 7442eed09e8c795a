package dev.tandem.workers.attend;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Chooses the calls that give their place back: those that nobody has joined, while other calls wait for a place. Whoever
 * starts calls that nobody joins holds up nobody by it for long.
 */
final class UnjoinedCalls {

    /** A caller who joins within this time finds the agent there, ms. */
    static final long UNDISTURBED_MS = 10_000;

    private UnjoinedCalls() {}

    /**
     * Returns the calls that give their place back now, those first that nobody has joined for longest.
     *
     * @param unjoinedMs how long nobody has joined a call, ms; 0: somebody has
     * @param wanted how many places are wanted
     */
    static <T> List<T> toGiveBack(Collection<T> calls, ToLongFunction<T> unjoinedMs, int wanted) {
        return calls.stream()
                .map(call -> new Unjoined<>(call, unjoinedMs.applyAsLong(call)))
                .filter(unjoined -> unjoined.ms() >= UNDISTURBED_MS)
                .sorted(Comparator.comparingLong((Unjoined<T> unjoined) -> unjoined.ms())
                        .reversed())
                .limit(wanted)
                .map(Unjoined::call)
                .toList();
    }

    private record Unjoined<T>(T call, long ms) {}
}
