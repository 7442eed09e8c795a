package dev.tandem.bench.cloud;

import dev.tandem.bench.measure.Samples;
import dev.tandem.workers.room.Room;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Passes frames on to a room, and notes when speech began, and how late each frame of it came. */
final class PunctualRoom implements Room {

    private static final long FRAME_NANOS = 10_000_000;

    private final Room room;
    private final Samples late;
    private boolean loud;
    private long last;
    private volatile long loudSince;

    /** @param late takes by how much each frame of speech came later than 10 ms after the one before, ms */
    PunctualRoom(Room room, Samples late) {
        this.room = room;
        this.late = late;
    }

    /** Returns when the last speech began, ns. */
    long loudSince() {
        return loudSince;
    }

    @Override
    public void send(short[] frame) {
        room.send(frame);
        long now = System.nanoTime();
        boolean speech = frame[0] != 0 || frame[frame.length / 2] != 0;
        if (speech && loud) {
            late.addNanos(Math.max(0, now - last - FRAME_NANOS));
        } else if (speech) {
            loudSince = now;
        }
        loud = speech;
        last = now;
    }

    @Override
    public void attributes(Map<String, String> attributes) {
        room.attributes(attributes);
    }

    @Override
    public void text(String topic, String text, Map<String, String> attributes) {
        room.text(topic, text, attributes);
    }

    @Override
    public CompletableFuture<Void> audible() {
        return room.audible();
    }

    @Override
    public CallerTrack caller() {
        return room.caller();
    }

    @Override
    public void close() {
        room.close();
    }
}
