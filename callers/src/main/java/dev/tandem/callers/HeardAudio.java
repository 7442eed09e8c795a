package dev.tandem.callers;

import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Collects all that the caller hears, as samples with the time at which they came. Loudness tells sound from silence:
 * the agent's track is digital silence between its words.
 */
final class HeardAudio {

    /** Samples a second. */
    static final int RATE = 16_000;

    /** A frame of 20 ms with this mean amplitude or more is sound; 16 bit. */
    private static final int LOUD = 120;

    /** Time between two checks for silence, ns. */
    private static final long POLL = 20_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private short[] samples = new short[RATE * 60];
    private int length;
    private int firstSoundAt = -1;
    private long firstSoundTime;
    private long lastSoundTime;

    /** Adds what the room plays. It never waits for long, because the lock is held only for a copy. */
    void add(short[] frame, int count) {
        long now = System.nanoTime();
        lock.lock();
        try {
            if (length + count > samples.length) {
                samples = Arrays.copyOf(samples, samples.length * 2);
            }
            System.arraycopy(frame, 0, samples, length, count);
            if (loud(frame, count)) {
                if (firstSoundAt < 0) {
                    firstSoundAt = length;
                    firstSoundTime = now;
                }
                lastSoundTime = now;
            }
            length += count;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the sounds so far: the next one is the first. */
    void listenAnew() {
        lock.lock();
        try {
            firstSoundAt = -1;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a sound.
     *
     * @return when it came, ns
     * @throws CallerFailure if none came in time
     */
    long awaitSound(long timeoutMs, String what) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutMs * 1_000_000;
        lock.lock();
        try {
            while (firstSoundAt < 0) {
                left(deadline, "nothing was heard within " + timeoutMs + " ms " + what);
                var _ = more.awaitNanos(POLL);
            }
            return firstSoundTime;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has been quiet for this long after a sound. */
    void awaitQuiet(long quietMs, long timeoutMs) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutMs * 1_000_000;
        lock.lock();
        try {
            while (firstSoundAt < 0 || System.nanoTime() - lastSoundTime < quietMs * 1_000_000) {
                left(deadline, "the agent did not stop speaking within " + timeoutMs + " ms");
                var _ = more.awaitNanos(POLL);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns all samples since the first sound, -1 to 1; empty if there was no sound. */
    float[] sinceFirstSound() {
        lock.lock();
        try {
            if (firstSoundAt < 0) {
                return new float[0];
            }
            int from = Math.max(0, firstSoundAt - RATE / 5);
            float[] part = new float[length - from];
            for (int i = 0; i < part.length; i++) {
                part[i] = samples[from + i] / 32768f;
            }
            return part;
        } finally {
            lock.unlock();
        }
    }

    /** Returns all samples so far, 16 bit. */
    short[] all() {
        lock.lock();
        try {
            return Arrays.copyOf(samples, length);
        } finally {
            lock.unlock();
        }
    }

    private static void left(long deadline, String failure) {
        if (System.nanoTime() >= deadline) {
            throw new CallerFailure(failure);
        }
    }

    private static boolean loud(short[] frame, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(frame[i]);
        }
        return sum > (long) LOUD * count;
    }
}
