package dev.tandem.workers.speech.local.smartturn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Computes what Smart Turn hears: Whisper's log-mel spectrogram (Radford et al. 2022, section 2.2) of the last 8 s, 80
 * bands by 800 frames of 10 ms. As in its training, shorter audio has zeros before it, and is scaled to zero mean and
 * unit variance with these zeros. Not thread-safe.
 */
final class LogMel {

    static final int RATE = 16_000;
    static final int SAMPLES = 8 * RATE;
    static final int BANDS = 80;
    static final int FRAMES = 800;

    /** Samples of a frame's window, and from one frame to the next. */
    private static final int WINDOW = 400;

    private static final int HOP = 160;
    private static final int HALF = WINDOW / 2;
    private static final int BINS = HALF + 1;

    /** Less energy than this counts as this, so that its logarithm exists. */
    private static final float LEAST = 1e-10f;

    /** Everything more than 8 decades below the loudest is cut there. */
    private static final float RANGE = 8;

    /** Added to the variance, so that silence can be scaled. */
    private static final double NO_VARIANCE = 1e-7;

    private static final float[] HANN = hann();
    private static final MelBand[] MEL = MelBand.all(BANDS, BINS, RATE / 2.0);

    /** One transform serves all threads, because it only reads its tables. */
    private static final FloatFFT_1D TRANSFORM = new FloatFFT_1D(WINDOW);

    /** The scaled audio, mirrored beyond both ends. */
    private final float[] sound = new float[SAMPLES + WINDOW];

    private final float[] frame = new float[WINDOW];
    private final float[] power = new float[BINS];
    private final float[] bands = new float[BANDS * FRAMES];

    /**
     * Computes the features of the last 8 s.
     *
     * @param samples mono at {@link #RATE}, 16 bit
     * @param out takes {@link #BANDS} times {@link #FRAMES} numbers, band by band
     */
    void of(short[] samples, FloatBuffer out) {
        int count = Math.min(samples.length, SAMPLES);
        scale(samples, samples.length - count, count);
        mirror();
        float loudest = analyse(SAMPLES - count);
        for (int i = 0; i < bands.length; i++) {
            out.put(i, (Math.max(bands[i], loudest - RANGE) + 4) / 4);
        }
    }

    private void scale(short[] samples, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += samples[i] / 32_768.0;
        }
        double mean = sum / SAMPLES;
        int zeros = SAMPLES - count;
        double squares = zeros * mean * mean;
        for (int i = from; i < from + count; i++) {
            double deviation = samples[i] / 32_768.0 - mean;
            squares += deviation * deviation;
        }
        double factor = 1 / Math.sqrt(squares / SAMPLES + NO_VARIANCE);
        Arrays.fill(sound, HALF, HALF + zeros, (float) (-mean * factor));
        for (int i = 0; i < count; i++) {
            sound[HALF + zeros + i] = (float) ((samples[from + i] / 32_768.0 - mean) * factor);
        }
    }

    private void mirror() {
        int last = HALF + SAMPLES - 1;
        for (int i = 1; i <= HALF; i++) {
            sound[HALF - i] = sound[HALF + i];
            sound[last + i] = sound[last - i];
        }
    }

    /**
     * Computes the bands of all frames, in decades. Frames that see nothing but the zeros before the audio are alike,
     * and are computed once.
     *
     * @return the highest of them
     */
    private float analyse(int zeros) {
        int alike = zeros < WINDOW ? 0 : (zeros - HALF) / HOP;
        float loudest = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < FRAMES; k++) {
            boolean known = k > 0 && k < alike;
            if (!known) {
                transform(k * HOP);
            }
            for (int band = 0; band < BANDS; band++) {
                float decades =
                        known ? bands[band * FRAMES] : (float) Math.log10(Math.max(LEAST, MEL[band].energy(power)));
                bands[band * FRAMES + k] = decades;
                loudest = Math.max(loudest, decades);
            }
        }
        return loudest;
    }

    private void transform(int from) {
        for (int i = 0; i < WINDOW; i++) {
            frame[i] = sound[from + i] * HANN[i];
        }
        TRANSFORM.realForward(frame);
        power[0] = frame[0] * frame[0];
        power[HALF] = frame[1] * frame[1];
        for (int bin = 1; bin < HALF; bin++) {
            float real = frame[2 * bin];
            float imaginary = frame[2 * bin + 1];
            power[bin] = real * real + imaginary * imaginary;
        }
    }

    private static float[] hann() {
        float[] window = new float[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            window[i] = (float) (.5 - .5 * Math.cos(2 * Math.PI * i / WINDOW));
        }
        return window;
    }
}
