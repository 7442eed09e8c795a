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

    /** Mean square of the loudest window; it fades. */
    private double loudest;

    /** Takes the next window, samples from -1 to 1. Returns whether it is so quiet that the voice has ended. */
    boolean hasFaded(float[] window) {
        double sum = 0;
        for (float sample : window) {
            sum += sample * sample;
        }
        double power = sum / window.length;
        loudest = Math.max(power, loudest * DECAY);
        return power < loudest * FADED;
    }
}
