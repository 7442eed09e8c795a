package dev.tandem.callers.persona;

import java.util.List;

/**
 * Draws by the seed and by what is drawn for, so that a draw does not depend on those before it.
 *
 * @param seed of the call
 */
record Chance(long seed) {

    /** Odd constant of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** @return 0 (inclusive) to 1 */
    double of(String what) {
        long mixed = seed * GOLDEN;
        for (int i = 0; i < what.length(); i++) {
            mixed = mixed(mixed + GOLDEN + what.charAt(i));
        }
        return (mixed(mixed) >>> 11) * 0x1p-53;
    }

    String pick(String what, List<String> choices) {
        return choices.get((int) (of(what) * choices.size()));
    }

    private static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
