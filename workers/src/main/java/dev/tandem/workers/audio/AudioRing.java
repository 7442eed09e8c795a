package dev.tandem.workers.audio;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Carries samples from the room's native thread to the thread of the speech input. It has one writer, which never
 * waits, and one reader. When the reader falls behind by the whole ring, the newest samples are dropped and counted.
 */
public final class AudioRing {

    private final float[] samples;
    private volatile long written;
    private volatile long read;
    private volatile @Nullable Thread reader;

    /** How many samples the reader waits for. It is not woken for fewer, because a frame is shorter than a window. */
    private volatile int wanted;

    private volatile boolean closed;

    /**
     * Creates a ring.
     *
     * @param capacity in samples
     */
    public AudioRing(int capacity) {
        samples = new float[capacity];
    }

    /** Writes samples of 16 bits. */
    public void write(short[] from, int length) {
        long position = written;
        if (position - read + length > samples.length) {
            return;
        }
        for (int i = 0; i < length; i++) {
            samples[(int) ((position + i) % samples.length)] = from[i] / 32768f;
        }
        written = position + length;
        if (written - read >= wanted) {
            LockSupport.unpark(reader);
        }
    }

    /**
     * Fills the array, and waits until it can.
     *
     * @return false once the ring is closed
     */
    public boolean read(float[] into) {
        wanted = into.length;
        reader = Thread.currentThread();
        while (written - read < into.length) {
            if (closed) {
                return false;
            }
            LockSupport.park(this);
        }
        long position = read;
        for (int i = 0; i < into.length; i++) {
            into[i] = samples[(int) ((position + i) % samples.length)];
        }
        read = position + into.length;
        return true;
    }

    public void close() {
        closed = true;
        LockSupport.unpark(reader);
    }
}
