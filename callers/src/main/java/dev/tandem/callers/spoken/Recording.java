package dev.tandem.callers.spoken;

import java.util.Arrays;

/**
 * Everything that a caller hears, from the moment when they are in the room. Each figure of a spoken call is read from
 * it: places are samples at {@link #RATE} from its beginning.
 */
final class Recording {

    static final int RATE = 16_000;

    /** Samples of a window: 20 ms. A window is sound or silence as a whole. */
    private static final int WINDOW = 320;

    /** Mean amplitude of the quietest window that is sound; 16 bit. The agent's track is digital silence between words. */
    private static final int LOUD = 120;

    /** Windows of silence before a sound that begins: shorter gaps are within words. */
    private static final int GAP = 10;

    /** A call is recorded for so long at most: 20 minutes. */
    private static final int LONGEST = RATE * 60 * 20;

    private short[] samples = new short[RATE * 60];
    private boolean[] sounds = new boolean[RATE * 60 / WINDOW];
    private int length;
    private long sum;

    /** Adds what the room plays. It is quick: it runs on a thread of the room's audio. */
    synchronized void add(short[] frame, int count) {
        int taken = Math.min(count, LONGEST - length);
        if (length + taken > samples.length) {
            samples = Arrays.copyOf(samples, samples.length * 2);
            sounds = Arrays.copyOf(sounds, sounds.length * 2);
        }
        System.arraycopy(frame, 0, samples, length, taken);
        for (int i = 0; i < taken; i++) {
            sum += Math.abs(frame[i]);
            length++;
            if (length % WINDOW == 0) {
                sounds[length / WINDOW - 1] = sum > (long) LOUD * WINDOW;
                sum = 0;
            }
        }
    }

    synchronized int length() {
        return length;
    }

    /** Returns the place of a moment that is just past. */
    synchronized int at(long nanoTime) {
        long ago = (System.nanoTime() - nanoTime) * RATE / 1_000_000_000L;
        return Math.clamp(length - ago, 0, length);
    }

    /** Returns where the first sound from a place on begins; -1 if there is none. */
    synchronized int firstSound(int from) {
        for (int window = (from + WINDOW - 1) / WINDOW; window < length / WINDOW; window++) {
            if (sounds[window]) {
                return window * WINDOW;
            }
        }
        return -1;
    }

    /** Returns how long it has been quiet by now, ms. */
    synchronized int quietMs() {
        int last = length / WINDOW - 1;
        int window = last;
        while (window >= 0 && !sounds[window]) {
            window--;
        }
        return (last - window) * 20;
    }

    /** Returns how often a sound begins within a span, after silence. */
    synchronized int begins(int from, int to) {
        int count = 0;
        int quiet = GAP;
        for (int window = Math.max(0, from / WINDOW - GAP); window < Math.min(to, length) / WINDOW; window++) {
            if (sounds[window] && quiet >= GAP && window >= from / WINDOW) {
                count++;
            }
            quiet = sounds[window] ? 0 : quiet + 1;
        }
        return count;
    }

    /** Returns how long it sounds within a span, with the gaps within words, ms. */
    synchronized int soundMs(int from, int to) {
        int windows = 0;
        int quiet = GAP;
        for (int window = from / WINDOW; window < Math.min(to, length) / WINDOW; window++) {
            if (sounds[window]) {
                windows += 1 + (quiet < GAP ? quiet : 0);
                quiet = 0;
            } else {
                quiet++;
            }
        }
        return windows * 20;
    }

    /** Returns a part as a recogniser takes it: -1 to 1. */
    synchronized float[] part(int from, int to) {
        float[] part = new float[Math.max(0, Math.min(to, length) - from)];
        for (int i = 0; i < part.length; i++) {
            part[i] = samples[from + i] / 32768f;
        }
        return part;
    }

    /** Returns all of it, 16 bit. */
    synchronized short[] all() {
        return Arrays.copyOf(samples, length);
    }
}
