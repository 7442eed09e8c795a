package dev.tandem.workers.listen;

/**
 * Measures how loud a voice has been, to find its end. A detector goes on for 40 to 70 ms after the last sound
 * (measured over the demo's lines with Silero 6), and the caller would wait through each of these as silence.
 */
final class VoiceLevel {

    /** Nothing of the voice is left 30 dB below it: the softest consonants are some 25 dB below their vowels. */
    private static final double FADED = 1e-3;

    /** A loud noise is forgotten by 9 dB a second. */
    private static final double DECAY = Math.pow(10, -.9 * SpeechDetector.WINDOW_MS / 1000);

    /** A line whose pauses are less than 25 dB below the loudest window is noisy (ADR 69). */
    private static final double CLEAR = Math.pow(10, -2.5);

    /** A pause is measured over at most the last five windows, 160 ms. */
    private static final int LATEST = 5;

    /** Mean square of the loudest window; it fades. */
    private double loudest;

    /** Mean square of the loudest window; it does not fade. */
    private double peak;

    private final double[] powers = new double[LATEST];
    private int windows;

    /** Takes the next window, samples from -1 to 1. Returns whether it is so quiet that the voice has ended. */
    boolean hasFaded(float[] window) {
        double sum = 0;
        for (float sample : window) {
            sum += sample * sample;
        }
        double power = sum / window.length;
        loudest = Math.max(power, loudest * DECAY);
        peak = Math.max(power, peak);
        powers[windows++ % LATEST] = power;
        return power < loudest * FADED;
    }

    /** Whether the last 160 ms, which are taken for a pause, are silent beside the voice. In noise they are not. */
    boolean isClear() {
        return isClear(LATEST);
    }

    /**
     * Whether so much of a pause is silent beside the voice.
     *
     * @param latest windows that the pause has, at most 5
     */
    boolean isClear(int latest) {
        double sum = 0;
        for (int n = 1; n <= latest; n++) {
            sum += powers[Math.floorMod(windows - n, LATEST)];
        }
        return windows >= latest && sum / latest <= peak * CLEAR;
    }
}
