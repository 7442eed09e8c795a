package dev.tandem.workers.speech.local;

/** How loud audio is, by the root mean square of short windows. Mono at 16 kHz, -1 to 1. */
final class Loudness {

    /** 20 ms. */
    private static final int WINDOW = 320;

    /** 200 ms: shorter gaps are within words. */
    private static final int PAUSE = 3_200;

    /** -60 dB of full scale: below what a telephone's noise floor leaves of the quietest speech. */
    private static final double SILENCE = 1e-3;

    private Loudness() {}

    /** Whether no window from {@code from} to {@code to} can hold speech. */
    static boolean silent(float[] audio, int from, int to) {
        for (int at = from; at < to; at += WINDOW) {
            int end = Math.min(at + WINDOW, to);
            if (energy(audio, at, end) > SILENCE * SILENCE * (end - at)) {
                return false;
            }
        }
        return true;
    }

    /** The middle of the quietest 200 ms from {@code from} to {@code to}; of equally quiet ones the last. */
    static int quietest(float[] audio, int from, int to) {
        int best = to - PAUSE;
        double least = Double.MAX_VALUE;
        for (int at = from; at + PAUSE <= to; at += WINDOW) {
            double energy = energy(audio, at, at + PAUSE);
            if (energy <= least) {
                least = energy;
                best = at;
            }
        }
        return best + PAUSE / 2;
    }

    private static double energy(float[] audio, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += audio[i] * audio[i];
        }
        return sum;
    }
}
