package dev.tandem.workers.speech;

import java.util.Arrays;

/**
 * Keeps the audio of the utterance under way, so that another recogniser can hear it: 320 ms before it, and its last 30
 * s. Not thread-safe.
 */
final class UtteranceAudio {

    /** Samples kept from before the utterance, at 16 kHz. */
    private static final int BEFORE = 5_120;

    private static final int MOST = 30 * SpeechToText.Options.RATE;

    private float[] samples = new float[4 * BEFORE];
    private int length;

    /** Where the utterance begins; -1 if there is none. */
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

    /** Begins an utterance. */
    void mark() {
        mark = length;
    }

    /** Ends the utterance. */
    void clear() {
        mark = -1;
        length = 0;
    }

    /** Gives the stream what came before the utterance. */
    void before(SpeechToText.Stream stream) {
        int end = mark < 0 ? length : mark;
        stream.audio(samples, 0, end);
    }

    /** Gives the stream what has come since the utterance began. */
    void since(SpeechToText.Stream stream) {
        stream.audio(samples, mark, length - mark);
    }
}
