package dev.tandem.workers.speech.local.smartturn;

/**
 * One triangular band of a mel filter bank, after Slaney (Auditory Toolbox, 1998): linear below 1 kHz, logarithmic
 * above, all bands of equal area.
 */
final class MelBand {

    /** Where the scale becomes logarithmic: Hz, and mels. */
    private static final double BREAK_HERTZ = 1_000;

    private static final double BREAK_MEL = 15;
    private static final double HERTZ_PER_MEL = BREAK_HERTZ / BREAK_MEL;

    /** 27 mels are a factor of 6.4 above the break. */
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private final int first;
    private final float[] weights;

    private MelBand(int first, float[] weights) {
        this.first = first;
        this.weights = weights;
    }

    /**
     * Makes the bands from 0 Hz to the highest frequency.
     *
     * @param bins of the spectrum, from 0 Hz to {@code highest}
     */
    static MelBand[] all(int count, int bins, double highest) {
        double step = mel(highest) / (count + 1);
        MelBand[] bands = new MelBand[count];
        for (int i = 0; i < count; i++) {
            bands[i] = of(hertz(i * step), hertz((i + 1) * step), hertz((i + 2) * step), highest / (bins - 1));
        }
        return bands;
    }

    private static MelBand of(double low, double middle, double high, double binHertz) {
        int first = (int) Math.floor(low / binHertz) + 1;
        int last = (int) Math.ceil(high / binHertz) - 1;
        float[] weights = new float[Math.max(0, last - first + 1)];
        for (int i = 0; i < weights.length; i++) {
            double at = (first + i) * binHertz;
            double height = Math.min((at - low) / (middle - low), (high - at) / (high - middle));
            weights[i] = (float) (Math.max(0, height) * 2 / (high - low));
        }
        return new MelBand(first, weights);
    }

    float energy(float[] power) {
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * power[first + i];
        }
        return sum;
    }

    private static double mel(double hertz) {
        return hertz < BREAK_HERTZ ? hertz / HERTZ_PER_MEL : BREAK_MEL + Math.log(hertz / BREAK_HERTZ) / LOG_STEP;
    }

    private static double hertz(double mel) {
        return mel < BREAK_MEL ? mel * HERTZ_PER_MEL : BREAK_HERTZ * Math.exp((mel - BREAK_MEL) * LOG_STEP);
    }
}
