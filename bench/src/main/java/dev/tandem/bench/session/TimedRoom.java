package dev.tandem.bench.session;

import dev.tandem.workers.room.Room;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** Passes frames on to a room, and notes when speech began, and how punctually each frame of it came. */
public final class TimedRoom implements Room {

    private static final long FRAME_NANOS = 10_000_000;

    private final Room room;
    private final LongConsumer off;
    private boolean loud;
    private long last;
    private volatile long loudSince;

    /** @param off takes by how much each frame of speech came later than 10 ms after the one before, ns; negative: sooner */
    public TimedRoom(Room room, LongConsumer off) {
        this.room = room;
        this.off = off;
    }

    /** Returns when the last speech began, ns. */
    public long loudSince() {
        return loudSince;
    }

    @Override
    public void send(short[] frame) {
        room.send(frame);
        long now = System.nanoTime();
        boolean speech = frame[0] != 0 || frame[frame.length / 2] != 0;
        if (speech && loud) {
            off.accept(now - last - FRAME_NANOS);
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
