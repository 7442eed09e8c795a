package dev.tandem.workers.speech.local.hibari;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Makes a waveform of a {@link Spectrum}, after hibari's dsp.py: a pulse train filtered by the harmonic part, plus
 * shaped noise, plus the part with a phase of its own, through one inverse short-time Fourier transform with a Hann
 * window.
 */
final class SpectralSynthesis {

    /** Sample rate, Hz. */
    static final int RATE = 24_000;

    /** Samples from one frame to the next. */
    static final int HOP = 300;

    private static final int SIZE = 1_200;
    private static final float[] WINDOW = new float[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            WINDOW[i] = (float) (.5 - .5 * Math.cos(2 * Math.PI * i / SIZE));
        }
    }

    /** Beyond this the network is wrong, and exp would make the error loud. */
    private static final float LOUDEST = 7;

    /** One transform serves all threads, because it only reads its tables. */
    private static final FloatFFT_1D TRANSFORM = new FloatFFT_1D(SIZE);

    private final Spectrum spectrum;
    private final float[] pulses;
    /** Breath is noise, and the same each time: a text sounds the same whenever it is spoken. */
    private final RandomGenerator random = new SplittableRandom(SIZE);

    private final float[] frame = new float[SIZE];

    private SpectralSynthesis(Spectrum spectrum) {
        this.spectrum = spectrum;
        this.pulses = PulseTrain.of(spectrum.pitch());
    }

    /**
     * @return mono at {@link #RATE}, -1 to 1 (nearly)
     * @throws InterruptedException if the thread was interrupted
     */
    static float[] waveform(Spectrum spectrum) throws InterruptedException {
        return new SpectralSynthesis(spectrum).waveform();
    }

    private float[] waveform() throws InterruptedException {
        int frames = spectrum.frames();
        float[] sum = new float[(frames - 1) * HOP + SIZE];
        float[] weight = new float[sum.length];
        for (int f = 0; f < frames; f++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The clause was cancelled.");
            }
            transformPulses(f);
            shape(f);
            TRANSFORM.realInverse(frame, true);
            for (int i = 0; i < SIZE; i++) {
                sum[f * HOP + i] += frame[i] * WINDOW[i];
                weight[f * HOP + i] += WINDOW[i] * WINDOW[i];
            }
        }
        float[] wave = new float[frames * HOP];
        for (int i = 0; i < wave.length; i++) {
            int centred = i + SIZE / 2;
            wave[i] = sum[centred] / Math.max(weight[centred], 1e-11f);
        }
        return wave;
    }

    /**
     * Computes the pulses' spectrum around the middle of frame {@code f}. Beyond their ends the pulses are mirrored.
     */
    private void transformPulses(int f) {
        for (int i = 0; i < SIZE; i++) {
            int at = Math.abs(f * HOP + i - SIZE / 2);
            if (at >= pulses.length) {
                at = 2 * pulses.length - 2 - at;
            }
            // The division gives a cosine of amplitude one the magnitude one, because the harmonic part multiplies
            // that.
            frame[i] = (at < 0 ? 0 : pulses[at]) * WINDOW[i] / (SIZE / 4f);
        }
        TRANSFORM.realForward(frame);
    }

    /**
     * Turns the pulses' spectrum in {@link #frame} into the clause's. It is packed as in JTransforms: re[n/2] in place
     * of im[0].
     */
    private void shape(int f) {
        int frames = spectrum.frames();
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            int at = bin * frames + f;
            boolean edge = bin == 0 || bin == Spectrum.BINS - 1;
            int re = bin == Spectrum.BINS - 1 ? 1 : 2 * bin;
            double pulseRe = frame[re];
            double pulseIm = edge ? 0 : frame[re + 1];
            double turn = Math.PI * Math.tanh(spectrum.harmonicPhase()[at]);
            double harmonic = magnitude(spectrum.harmonic()[at]);
            double harmonicRe = harmonic * Math.cos(turn);
            double harmonicIm = harmonic * Math.sin(turn);
            double noise = magnitude(spectrum.noise()[at]);
            double free = magnitude(spectrum.free()[at]);
            double freePhase = spectrum.freePhase()[at];
            frame[re] = (float) (pulseRe * harmonicRe
                    - pulseIm * harmonicIm
                    + noise * random.nextGaussian()
                    + free * Math.cos(freePhase));
            if (!edge) {
                frame[re + 1] = (float) (pulseRe * harmonicIm
                        + pulseIm * harmonicRe
                        + noise * random.nextGaussian()
                        + free * Math.sin(freePhase));
            }
        }
    }

    private static double magnitude(float log) {
        return Math.exp(Math.min(log, LOUDEST));
    }
}
