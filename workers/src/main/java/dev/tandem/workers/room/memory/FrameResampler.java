package dev.tandem.workers.room.memory;

import dev.tandem.workers.room.Room;

/**
 * Turns frames at 24 kHz into frames at 16 kHz, one after another without a seam and half a millisecond late, because
 * the samples before the frame are kept. Its filter is a windowed sinc, which removes what 16 kHz cannot hold. It is
 * for one speaker and one thread. The frame that it returns is overwritten by the next one.
 */
final class FrameResampler {

    /** Ratio of input to output samples: 24 to 16 kHz. */
    private static final int DOWN = 3;

    private static final int UP = 2;

    /** Number of input samples on either side of an output sample. */
    private static final int REACH = 12;

    /** Share of the input's half rate that passes: most of what 16 kHz can hold. */
    private static final double CUTOFF = .92 * UP / DOWN;

    private static final float[][] TAPS = {taps(0), taps(.5)};

    private final float[] samples = new float[2 * REACH + Room.OUTPUT_FRAME];
    private final short[] resampled = new short[Room.OUTPUT_FRAME * UP / DOWN];

    short[] resampled(short[] frame) {
        System.arraycopy(samples, Room.OUTPUT_FRAME, samples, 0, 2 * REACH);
        for (int i = 0; i < frame.length; i++) {
            samples[2 * REACH + i] = frame[i];
        }
        for (int i = 0; i < resampled.length; i++) {
            int first = i * DOWN / UP;
            float[] taps = TAPS[i % UP];
            float sum = 0;
            for (int tap = 0; tap < taps.length; tap++) {
                sum += taps[tap] * samples[first + tap];
            }
            resampled[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return resampled;
    }

    /** @param fraction distance from an input sample to the output sample, as a part of an input sample */
    private static float[] taps(double fraction) {
        float[] taps = new float[2 * REACH];
        double sum = 0;
        for (int tap = 0; tap < taps.length; tap++) {
            double distance = tap - REACH + 1 - fraction;
            taps[tap] = (float) (sinc(distance * CUTOFF) * hann(distance / REACH));
            sum += taps[tap];
        }
        for (int tap = 0; tap < taps.length; tap++) {
            taps[tap] /= (float) sum;
        }
        return taps;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double hann(double x) {
        return .5 + .5 * Math.cos(Math.PI * x);
    }
}
