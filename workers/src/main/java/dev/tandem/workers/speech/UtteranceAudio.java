package dev.tandem.workers.speech;

import java.util.Arrays;

/**
 * The audio of the utterance under way, to be heard again by another recogniser: 320 ms before it, and its last 30 s. Not
 * thread-safe.
 */
final class UtteranceAudio {

    /** Samples at 16 kHz. */
    private static final int BEFORE = 5_120;

    private static final int MOST = 30 * SpeechToText.Options.RATE;

    private float[] samples = new float[4 * BEFORE];
    private int length;

    /** Where the utterance begins; -1: there is none. */
    private int mark = -1;

    void add(float[] from, int offset, int count) {
        if (mark < 0 && length > 2 * BEFORE) {
            drop(length - BEFORE);
        } else if (length + count > MOST) {
            drop(MOST / 2);
        }
        if (length + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(length + count, 2 * samples.length));
        }
        System.arraycopy(from, offset, samples, length, count);
        length += count;
    }

    private void drop(int count) {
        System.arraycopy(samples, count, samples, 0, length - count);
        length -= count;
        if (mark >= 0) {
            mark = Math.max(0, mark - count);
        }
    }

    /** An utterance begins. */
    void mark() {
        mark = length;
    }

    /** It is over. */
    void clear() {
        mark = -1;
        length = 0;
    }

    /** Tells what came before the utterance. */
    void before(SpeechToText.Stream stream) {
        int end = mark < 0 ? length : mark;
        stream.audio(samples, 0, end);
    }

    /** Tells what has come since. */
    void since(SpeechToText.Stream stream) {
        stream.audio(samples, mark, length - mark);
    }
}
