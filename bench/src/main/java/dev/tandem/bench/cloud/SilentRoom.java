package dev.tandem.bench.cloud;

import dev.tandem.workers.room.Room;
import java.util.Map;

/** A room in which nobody is. */
final class SilentRoom implements Room {

    @Override
    public void send(short[] frame) {}

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
