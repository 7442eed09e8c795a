package dev.tandem.workers.audio;

/**
 * Changes the sample rate of a whole recording by a windowed-sinc polyphase filter. It is flat to 85 % of half the
 * lower rate, with aliases below -80 dB. Immutable and thread-safe.
 */
public final class Resampler {

    /** Zero crossings of the sinc on either side, at the lower rate. */
    private static final int CROSSINGS = 32;

    /** Cutoff as a share of half the lower rate, where the window's transition band ends. */
    private static final double CUTOFF = .92;

    /** Shape of the Kaiser window: 80 dB of attenuation. */
    private static final double BETA = 7.865;

    private final int up;
    private final int down;
    private final int half;
    private final float[][] phases;

    /**
     * Creates a resampler.
     *
     * @param from sample rate of the input, Hz
     * @param to sample rate of the output, Hz
     */
    public Resampler(int from, int to) {
        if (from <= 0 || to <= 0) {
            throw new IllegalArgumentException("Sample rates must be above 0: " + from + ", " + to);
        }
        int common = greatestCommonDivisor(from, to);
        up = to / common;
        down = from / common;
        double lower = Math.min(1, (double) to / from);
        half = (int) Math.ceil(CROSSINGS / lower);
        phases = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            phases[phase] = taps((double) phase / up, lower * CUTOFF);
        }
    }

    /**
     * Resamples a recording, which is taken as silent before and after.
     *
     * @return as long in time as the input, rounded up to a sample
     */
    public float[] resample(float[] samples) {
        if (up == down) {
            return samples.clone();
        }
        float[] resampled = new float[Math.toIntExact(((long) samples.length * up + down - 1) / down)];
        for (int i = 0; i < resampled.length; i++) {
            long position = (long) i * down;
            resampled[i] = filtered(samples, (int) (position / up), phases[(int) (position % up)]);
        }
        return resampled;
    }

    private float filtered(float[] samples, int centre, float[] taps) {
        int first = centre - half + 1;
        int from = Math.max(0, -first);
        int to = Math.min(taps.length, samples.length - first);
        float sum = 0;
        for (int tap = from; tap < to; tap++) {
            sum += taps[tap] * samples[first + tap];
        }
        return sum;
    }

    private float[] taps(double fraction, double cutoff) {
        float[] taps = new float[2 * half];
        double sum = 0;
        for (int tap = 0; tap < taps.length; tap++) {
            double distance = tap - half + 1 - fraction;
            double value = cutoff * sinc(distance * cutoff) * kaiser(distance / half);
            taps[tap] = (float) value;
            sum += value;
        }
        for (int tap = 0; tap < taps.length; tap++) {
            taps[tap] /= (float) sum;
        }
        return taps;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }

    /** Modified Bessel function of the first kind, order 0, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
