package dev.tandem.workers.audio;

/** Measures how loud audio is, by the energy of short windows. Audio is mono at 16 kHz, -1 to 1. */
public final class Loudness {

    /** 20 ms. */
    private static final int WINDOW = 320;

    /** 200 ms: shorter gaps are within words. */
    private static final int PAUSE = 3_200;

    /** Energy of a sample at -60 dB of full scale: a telephone's noise floor hides any quieter speech. */
    private static final double SILENCE = 1e-6;

    /**
     * -30 dB below the loudest window. Vowels are above it, and so are consonants except the softest, which are shorter
     * than what is kept around speech.
     */
    private static final double BESIDE_THE_LOUDEST = 1e-3;

    private Loudness() {}

    /**
     * The place of speech, in samples: from the first window to the last that is loud compared with the loudest. Breath
     * and the room's noise before and after are not in it.
     */
    public record Span(int from, int to) {

        public int length() {
            return to - from;
        }
    }

    /** Finds the speech between {@code from} and {@code to}; an empty span if no window is loud enough. */
    public static Span speech(float[] audio, int from, int to) {
        double loudest = 0;
        for (int at = from; at < to; at += WINDOW) {
            loudest = Math.max(loudest, power(audio, at, Math.min(at + WINDOW, to)));
        }
        if (loudest <= SILENCE) {
            return new Span(from, from);
        }
        double least = Math.max(SILENCE, loudest * BESIDE_THE_LOUDEST);
        int first = -1;
        int last = from;
        for (int at = from; at < to; at += WINDOW) {
            int end = Math.min(at + WINDOW, to);
            if (power(audio, at, end) >= least) {
                first = first < 0 ? at : first;
                last = end;
            }
        }
        return new Span(first, last);
    }

    /** Returns the middle of the quietest 200 ms from {@code from} to {@code to}; of equally quiet ones the last. */
    public static int quietest(float[] audio, int from, int to) {
        int best = to - PAUSE;
        double least = Double.MAX_VALUE;
        for (int at = from; at + PAUSE <= to; at += WINDOW) {
            double power = power(audio, at, at + PAUSE);
            if (power <= least) {
                least = power;
                best = at;
            }
        }
        return best + PAUSE / 2;
    }

    private static double power(float[] audio, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += audio[i] * audio[i];
        }
        return sum / (to - from);
    }
}
