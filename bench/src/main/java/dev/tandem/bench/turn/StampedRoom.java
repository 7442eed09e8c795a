package dev.tandem.bench.turn;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.workers.room.Room;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A room without participants that notes when speech was sent to it. */
final class StampedRoom implements Room {

    private final AtomicInteger loudFrames = new AtomicInteger();
    private volatile long lastLoudAt;
    private volatile long loudSince;
    private boolean loud;

    @Override
    public void send(short[] frame) {
        boolean speech = frame[0] != 0;
        if (speech) {
            long now = System.nanoTime();
            lastLoudAt = now;
            loudSince = loud ? loudSince : now;
            loudFrames.incrementAndGet();
        }
        loud = speech;
    }

    /** Returns when the last speech began, ns. */
    long loudSince() {
        return loudSince;
    }

    /** Returns when the last frame of speech was sent, ns. */
    long lastLoudAt() {
        return lastLoudAt;
    }

    /** Waits until this many more frames of speech have been sent. */
    void hear(int frames) throws InterruptedException {
        int until = loudFrames.get() + frames;
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (loudFrames.get() < until) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailure("nothing was heard for 30 s");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Override
    public void attributes(Map<String, String> attributes) {}

    @Override
    public void text(String topic, String text, Map<String, String> attributes) {}

    @Override
    public CallerTrack caller() {
        return CallerTrack.NOBODY;
    }

    @Override
    public void close() {}
}
