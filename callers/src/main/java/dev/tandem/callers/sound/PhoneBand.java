package dev.tandem.callers.sound;

/** Lets through what a telephone does: 300 to 3400 Hz, sampled at 8 kHz, in G.711 µ-law. A stream. Not thread-safe. */
final class PhoneBand {

    /** One of so many samples at 24 kHz is one at 8 kHz. */
    private static final int STEP = 3;

    private static final double LOWEST = 300;
    private static final double HIGHEST = 3_400;

    /** Of a Butterworth filter of order 4, and of order 6. */
    private static final double[] FOURTH = {.5412, 1.3066};

    private static final double[] SIXTH = {.5176, .7071, 1.9319};

    private final Biquad[] rising = new Biquad[FOURTH.length];
    private final Biquad[] before = new Biquad[SIXTH.length];
    private final Biquad[] behind = new Biquad[SIXTH.length];
    private int at;

    PhoneBand() {
        for (int i = 0; i < FOURTH.length; i++) {
            rising[i] = Biquad.highPass(LOWEST, FOURTH[i], CallersVoice.RATE);
        }
        for (int i = 0; i < SIXTH.length; i++) {
            before[i] = Biquad.lowPass(HIGHEST, SIXTH[i], CallersVoice.RATE);
            behind[i] = Biquad.lowPass(HIGHEST, SIXTH[i], CallersVoice.RATE);
        }
    }

    double next(double sample) {
        double narrow = through(before, through(rising, sample));
        double coded = 0;
        if (at++ % STEP == 0) {
            int whole = Math.clamp(Math.round(narrow), Short.MIN_VALUE, Short.MAX_VALUE);
            coded = MuLaw.through(whole) * (double) STEP;
        }
        return through(behind, coded);
    }

    private static double through(Biquad[] filters, double sample) {
        double out = sample;
        for (Biquad filter : filters) {
            out = filter.next(out);
        }
        return out;
    }
}
