package dev.tandem.callers.sound;

/**
 * A filter of second order, as a stream (Robert Bristow-Johnson's cookbook, transposed direct form II). Not
 * thread-safe.
 */
final class Biquad {

    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double z1;
    private double z2;

    private Biquad(double hertz, double q, double rate, boolean lets) {
        double omega = 2 * Math.PI * hertz / rate;
        double alpha = Math.sin(omega) / (2 * q);
        double cos = Math.cos(omega);
        double a0 = 1 + alpha;
        double edge = lets ? 1 - cos : 1 + cos;
        b0 = edge / 2 / a0;
        b1 = (lets ? edge : -edge) / a0;
        b2 = b0;
        a1 = -2 * cos / a0;
        a2 = (1 - alpha) / a0;
    }

    /** Lets through what is below. */
    static Biquad lowPass(double hertz, double q, double rate) {
        return new Biquad(hertz, q, rate, true);
    }

    /** Lets through what is above. */
    static Biquad highPass(double hertz, double q, double rate) {
        return new Biquad(hertz, q, rate, false);
    }

    double next(double sample) {
        double out = b0 * sample + z1;
        z1 = b1 * sample - a1 * out + z2;
        z2 = b2 * sample - a2 * out;
        return out;
    }
}
