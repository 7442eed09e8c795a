package dev.tandem.workers.speech.local.hibari;

/** Makes a synthesised waveform ready to play: trims silence, sets the level, and converts to 16 bit. */
final class ClauseAudio {

    private static final int PER_MS = SpectralSynthesis.RATE / 1000;

    private static final int WINDOW = 5 * PER_MS;

    /** Silence kept before the speech. It is short, because a caller waits for it. */
    private static final int MARGIN_BEFORE = 5 * PER_MS;

    /** Silence kept after the speech, because what fades is below the threshold. */
    private static final int MARGIN_AFTER = 40 * PER_MS;

    /** Length of the fades at the cut ends, which would click otherwise. */
    private static final int FADE = 4 * PER_MS;

    /**
     * -50 dB of the loudest window: the model's silence is at -60 (over 40 sentences), and its softest consonant, the
     * th of "Thanks", at -44.
     */
    private static final double SILENCE_BEFORE = .003;

    /** -40 dB of the loudest window: the part of the softest consonants that is below it lasts less than the margin. */
    private static final double SILENCE_AFTER = .01;

    /**
     * The model speaks at -25 dB of full scale (active speech, over 30 sentences, 1 dB up or down); this gain makes it
     * -21. It is the same for every clause, so that one is not louder than the next.
     */
    private static final float GAIN = 1.6f;

    /** Peaks above this are bent instead of cut. */
    private static final float KNEE = .8f;

    private ClauseAudio() {}

    /** @param silenceAfter samples of silence to add */
    static short[] of(float[] wave, int silenceAfter) {
        int windows = wave.length / WINDOW;
        double loudest = 0;
        for (int w = 0; w < windows; w++) {
            loudest = Math.max(loudest, level(wave, w));
        }
        int first = 0;
        while (first < windows && level(wave, first) <= loudest * SILENCE_BEFORE) {
            first++;
        }
        int last = windows - 1;
        while (last > first && level(wave, last) <= loudest * SILENCE_AFTER) {
            last--;
        }
        int from = Math.max(0, first * WINDOW - MARGIN_BEFORE);
        int to = Math.min(wave.length, (last + 1) * WINDOW + MARGIN_AFTER);
        return samples(wave, from, Math.max(from, to), silenceAfter);
    }

    private static short[] samples(float[] wave, int from, int to, int silenceAfter) {
        short[] samples = new short[to - from + silenceAfter];
        for (int i = from; i < to; i++) {
            float fade = Math.min(1, Math.min(i - from, to - 1 - i) / (float) FADE);
            samples[i - from] = (short) Math.round(limited(wave[i] * GAIN) * fade * Short.MAX_VALUE);
        }
        return samples;
    }

    /** Limits a value: linear up to {@link #KNEE}, then towards 1 without reaching it. */
    private static float limited(float value) {
        float size = Math.abs(value);
        if (size <= KNEE) {
            return value;
        }
        double room = 1 - KNEE;
        return (float) Math.copySign(KNEE + room * Math.tanh((size - KNEE) / room), value);
    }

    private static double level(float[] wave, int window) {
        double sum = 0;
        for (int i = window * WINDOW; i < (window + 1) * WINDOW; i++) {
            sum += wave[i] * wave[i];
        }
        return Math.sqrt(sum / WINDOW);
    }
}
