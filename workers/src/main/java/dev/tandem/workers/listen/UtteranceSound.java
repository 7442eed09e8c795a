package dev.tandem.workers.listen;

import dev.tandem.workers.speech.VoiceActivity;

/**
 * Keeps the last 8 s of what the caller sounded like, and knows where their utterance begins: 320 ms before the voice
 * was found, as for recognisers, so that the first consonant is heard. Owned by the listening thread.
 */
final class UtteranceSound {

    /** Samples at 16 kHz: as much as Smart Turn hears. */
    private static final int MOST = 8 * 16_000;

    /** Samples before the window that showed the voice: 320 ms. */
    private static final int BEFORE = 5_120;

    private final short[] ring = new short[MOST];

    /** Samples that were added so far. */
    private long end;

    private long begin;

    /** Where the utterance before ended. Nothing of it belongs to the next one. */
    private long floor;

    void add(float[] window) {
        int at = (int) (end % MOST);
        for (float sample : window) {
            ring[at] = (short) Math.clamp(Math.round(sample * 32_768), Short.MIN_VALUE, Short.MAX_VALUE);
            at = at + 1 == MOST ? 0 : at + 1;
        }
        end += window.length;
    }

    /** Begins an utterance: the window that was added last shows a voice. */
    void begins() {
        begin = Math.max(floor, end - VoiceActivity.WINDOW - BEFORE);
    }

    void ends() {
        floor = end;
    }

    /** Returns the utterance up to now; of a long one, the last 8 s. */
    short[] upToNow() {
        int length = (int) Math.min(MOST, end - begin);
        short[] copy = new short[length];
        int from = (int) ((end - length) % MOST);
        int first = Math.min(length, MOST - from);
        System.arraycopy(ring, from, copy, 0, first);
        System.arraycopy(ring, 0, copy, first, length - first);
        return copy;
    }
}
