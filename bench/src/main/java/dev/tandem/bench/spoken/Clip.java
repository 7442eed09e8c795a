package dev.tandem.bench.spoken;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a caller says, at 16 kHz, samples of -1 to 1. */
final class Clip {

    static final int RATE = 16_000;

    /** Silence before the voice, and behind it: longer than the longest wait that is measured. */
    private static final int BEFORE = RATE / 2;

    private static final int BEHIND = 2 * RATE;

    /** Room noise, 66 dB below full scale: no line is digitally silent. */
    private static final double ROOM = 5e-4;

    /** Softer than this is no voice; of the loudest sample. */
    private static final float VOICE = .02f;

    private final float[] samples;
    private final int end;
    private final int resumes;

    /**
     * Creates a clip.
     *
     * @param end where the voice ends, or pauses if it goes on
     * @param resumes where it goes on; -1 if it does not
     */
    private Clip(float[] samples, int end, int resumes) {
        this.samples = samples;
        this.end = end;
        this.resumes = resumes;
    }

    /**
     * Puts a clip together.
     *
     * @param pauseMs between the voice and its continuation
     * @param continuation null if the caller has finished
     */
    static Clip of(float[] voice, int pauseMs, float @Nullable [] continuation) {
        float[] said = trimmed(voice);
        int end = BEFORE + said.length;
        float[] rest = continuation == null ? new float[0] : trimmed(continuation);
        int resumes = continuation == null ? -1 : end + pauseMs * RATE / 1_000;
        int length = (continuation == null ? end : resumes + rest.length) + BEHIND;
        float[] samples = new float[length];
        RandomGenerator random = new SplittableRandom(said.length);
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (ROOM * random.nextGaussian());
        }
        add(said, samples, BEFORE);
        if (resumes > 0) {
            add(rest, samples, resumes);
        }
        return new Clip(samples, end, resumes);
    }

    private static void add(float[] what, float[] to, int at) {
        for (int i = 0; i < what.length; i++) {
            to[at + i] += what[i];
        }
    }

    private static float[] trimmed(float[] voice) {
        float loudest = 0;
        for (float sample : voice) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        int from = 0;
        int to = voice.length;
        while (from < to && Math.abs(voice[from]) < VOICE * loudest) {
            from++;
        }
        while (to > from && Math.abs(voice[to - 1]) < VOICE * loudest) {
            to--;
        }
        float[] trimmed = Arrays.copyOfRange(voice, from, to);
        for (int i = 0; i < trimmed.length; i++) {
            trimmed[i] *= .5f / loudest;
        }
        return trimmed;
    }

    float[] samples() {
        return samples;
    }

    int end() {
        return end;
    }

    int resumes() {
        return resumes;
    }

    boolean goesOn() {
        return resumes >= 0;
    }

    /** Returns the clip as a telephone passes it: 300 to 3,400 Hz, mu-law. */
    Clip onThePhone() {
        float[] passed = Biquad.lowPass(3_400, RATE)
                .then(Biquad.lowPass(3_400, RATE))
                .then(Biquad.highPass(300, RATE))
                .of(samples);
        for (int i = 0; i < passed.length; i++) {
            passed[i] = muLaw(passed[i]);
        }
        return new Clip(passed, end, resumes);
    }

    private static float muLaw(float sample) {
        double compressed = Math.signum(sample) * Math.log1p(255 * Math.min(1, Math.abs(sample))) / Math.log(256);
        double step = Math.round(compressed * 127) / 127.0;
        return (float) (Math.signum(step) * (Math.pow(256, Math.abs(step)) - 1) / 255);
    }

    /** Returns the clip with others talking beside it, this much softer, dB. */
    Clip among(List<Clip> others, double softer) {
        float[] babble = new float[samples.length];
        for (int k = 0; k < others.size(); k++) {
            float[] other = others.get(k).samples;
            for (int i = 0; i < babble.length; i++) {
                // Their silences are left out, so that somebody always talks.
                int voiced = others.get(k).end - BEFORE;
                babble[i] += other[BEFORE + (i + k * 7_919) % voiced];
            }
        }
        double factor = rms(samples, BEFORE, end) / rms(babble, 0, babble.length) * Math.pow(10, -softer / 20);
        float[] mixed = samples.clone();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] += (float) (factor * babble[i]);
        }
        return new Clip(mixed, end, resumes);
    }

    private static double rms(float[] of, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += of[i] * of[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
