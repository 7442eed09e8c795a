package dev.tandem.workers.speech.local.hibari;

/**
 * Makes the sound of the vocal folds: a pulse train of a given pitch with every harmonic below 11 kHz at amplitude one,
 * after hibari's dsp.py. With n harmonics, the sum of cos(h t) is sin((n + 1/2) t) / (2 sin(t/2)) - 1/2.
 */
final class PulseTrain {

    /** A frame with a lower pitch is unvoiced, Hz. */
    private static final float VOICED = 40;

    private static final double HIGHEST_HARMONIC = 11_000;

    private PulseTrain() {}

    /**
     * @param pitch one value a frame, Hz, linear in between
     * @return {@link SpectralSynthesis#HOP} samples a frame
     */
    static float[] of(float[] pitch) {
        int hop = SpectralSynthesis.HOP;
        float[] pulses = new float[pitch.length * hop];
        double phase = 0;
        for (int i = 0; i < pulses.length; i++) {
            float read = at(pitch, (i + .5) / hop - .5);
            double hertz = Math.max(read, VOICED);
            phase += hertz / SpectralSynthesis.RATE;
            phase -= Math.floor(phase);
            if (read > VOICED) {
                pulses[i] = (float) harmonics(2 * Math.PI * phase, hertz);
            }
        }
        return pulses;
    }

    private static float at(float[] values, double position) {
        int before = (int) Math.floor(position);
        double beyond = position - before;
        float a = values[Math.clamp(before, 0, values.length - 1)];
        float b = values[Math.clamp(before + 1, 0, values.length - 1)];
        return (float) (a + (b - a) * beyond);
    }

    private static double harmonics(double angle, double hertz) {
        double count = Math.floor(HIGHEST_HARMONIC / hertz) + .5;
        double divisor = 2 * Math.sin(angle / 2);
        return (Math.abs(divisor) <= 2e-3 ? count : Math.sin(count * angle) / divisor) - .5;
    }
}
