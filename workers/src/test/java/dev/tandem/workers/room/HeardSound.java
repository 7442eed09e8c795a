package dev.tandem.workers.room;

/** Keeps the last second of what was heard, and measures its pitch. */
public final class HeardSound {

    private static final int LOUD = 500;

    private final short[] second = new short[Room.INPUT_RATE];
    private int next;
    private long samples;
    private long firstLoudNanos;

    public synchronized void add(short[] heard, int length) {
        for (var i = 0; i < length; i++) {
            if (firstLoudNanos == 0 && Math.abs(heard[i]) > LOUD) {
                firstLoudNanos = System.nanoTime();
            }
            second[next] = heard[i];
            next = (next + 1) % second.length;
        }
        samples += length;
    }

    /** Returns the number of samples since the start or the last {@link #forget}. */
    public synchronized long samples() {
        return samples;
    }

    /** Returns the {@link System#nanoTime} of the first loud sample; 0 if there was none. */
    public synchronized long firstLoudNanos() {
        return firstLoudNanos;
    }

    public synchronized void forget() {
        samples = 0;
        firstLoudNanos = 0;
    }

    /** Returns half the sign changes in the last second: the frequency of a tone, 0 for silence. */
    public synchronized int hertz() {
        var changes = 0;
        for (var i = 1; i < second.length; i++) {
            var now = second[(next + i) % second.length];
            var before = second[(next + i - 1) % second.length];
            if ((before < 0) != (now < 0) && Math.abs(now - before) > 100) {
                changes++;
            }
        }
        return changes / 2;
    }
}
