package dev.tandem.bench.spoken;

import java.util.function.UnaryOperator;

/** A filter of second order, without ripple (Bristow-Johnson's cookbook, Q of 1/√2). */
final class Biquad {

    private final UnaryOperator<float[]> filter;

    private Biquad(UnaryOperator<float[]> filter) {
        this.filter = filter;
    }

    static Biquad lowPass(double hertz, int rate) {
        return of(hertz, rate, -1);
    }

    static Biquad highPass(double hertz, int rate) {
        return of(hertz, rate, 1);
    }

    private static Biquad of(double hertz, int rate, int sign) {
        double omega = 2 * Math.PI * hertz / rate;
        double alpha = Math.sin(omega) / Math.sqrt(2);
        double cos = Math.cos(omega);
        double middle = -sign * (1 + sign * cos);
        double b0 = (1 + sign * cos) / 2;
        return new Biquad(in -> {
            float[] out = new float[in.length];
            double x1 = 0;
            double x2 = 0;
            double y1 = 0;
            double y2 = 0;
            for (int i = 0; i < in.length; i++) {
                double y = (b0 * in[i] + middle * x1 + b0 * x2 + 2 * cos * y1 - (1 - alpha) * y2) / (1 + alpha);
                x2 = x1;
                x1 = in[i];
                y2 = y1;
                y1 = y;
                out[i] = (float) y;
            }
            return out;
        });
    }

    Biquad then(Biquad next) {
        return new Biquad(in -> next.of(of(in)));
    }

    float[] of(float[] in) {
        return filter.apply(in);
    }
}
