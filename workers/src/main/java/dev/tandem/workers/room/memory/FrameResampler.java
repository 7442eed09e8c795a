package dev.tandem.workers.room.memory;

import dev.tandem.workers.room.Room;

/**
 * Makes of frames at 24 kHz frames at 16 kHz, one after another without a seam, half a millisecond late: the samples
 * before the frame are kept. A windowed sinc, which lets nothing through that 16 kHz cannot hold. For one speaker's one
 * thread; the frame that it gives out is overwritten by the next.
 */
final class FrameResampler {

    /** Of input and output samples: 24 to 16 kHz. */
    private static final int DOWN = 3;

    private static final int UP = 2;

    /** Input samples on either side of an output sample. */
    private static final int REACH = 12;

    /** Of the input's half rate: most of what 16 kHz can hold. */
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

    /** @param fraction how far behind an input sample the output sample lies, of an input sample */
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
