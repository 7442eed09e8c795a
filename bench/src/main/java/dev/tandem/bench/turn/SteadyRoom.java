package dev.tandem.bench.turn;

import dev.tandem.bench.measure.Samples;
import dev.tandem.workers.room.Room;
import java.util.Map;

/**
 * Passes frames on to a room, and notes by how much frames of speech come sooner or later than 10 ms after one another.
 */
final class SteadyRoom implements Room {

    private static final long FRAME_NANOS = 10_000_000;

    private final Room room;
    private final Samples jitter;
    private boolean loud;
    private long last;

    SteadyRoom(Room room, Samples jitter) {
        this.room = room;
        this.jitter = jitter;
    }

    @Override
    public void send(short[] frame) {
        room.send(frame);
        long now = System.nanoTime();
        boolean speech = frame[0] != 0;
        if (speech && loud) {
            jitter.addNanos(Math.abs(now - last - FRAME_NANOS));
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
    public CallerTrack caller() {
        return room.caller();
    }

    @Override
    public void close() {
        room.close();
    }
}
