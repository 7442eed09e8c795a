package dev.tandem.workers.room;

import java.util.Map;

/** A room in which nobody is. */
public final class EmptyRoom implements Room {

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
