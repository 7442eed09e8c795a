package dev.tandem.callers.sound;

import java.util.SplittableRandom;

/** Noise whose power falls by 3 dB an octave, as a room's and a street's does (Paul Kellet's filter). */
final class PinkNoise {

    /** Mean square of the filter's output for white noise of -1 to 1, measured over a minute. */
    static final double POWER = 2.94;

    private final SplittableRandom random;
    private double b0;
    private double b1;
    private double b2;

    PinkNoise(SplittableRandom random) {
        this.random = random;
    }

    double next() {
        double white = random.nextDouble() * 2 - 1;
        b0 = .99765 * b0 + white * .0990460;
        b1 = .96300 * b1 + white * .2965164;
        b2 = .57000 * b2 + white * 1.0526913;
        return b0 + b1 + b2 + white * .1848;
    }
}
