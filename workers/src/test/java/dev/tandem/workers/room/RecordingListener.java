package dev.tandem.workers.room;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records what happens in a room. */
public final class RecordingListener implements RoomListener {

    /** What happened, e.g. {@code joined caller} or {@code chat hello}; without audio. */
    public final List<String> events = new CopyOnWriteArrayList<>();

    public final List<Text> texts = new CopyOnWriteArrayList<>();
    public final Map<String, String> attributes = new ConcurrentHashMap<>();
    public final List<Map<String, String>> changes = new CopyOnWriteArrayList<>();
    public final HeardSound sound = new HeardSound();

    public record Text(String topic, String identity, String text, Map<String, String> attributes) {}

    @Override
    public void audio(short[] samples, int length) {
        sound.add(samples, length);
    }

    @Override
    public void callerJoined(String identity) {
        events.add("joined " + identity);
    }

    @Override
    public void callerLeft(String identity) {
        events.add("left " + identity);
    }

    @Override
    public void callerLost(String identity) {
        events.add("lost " + identity);
    }

    @Override
    public void chat(String text) {
        events.add("chat " + text);
    }

    @Override
    public void dtmf(String digit) {
        events.add("key " + digit);
    }

    @Override
    public void text(String topic, String identity, String text, Map<String, String> streamAttributes) {
        texts.add(new Text(topic, identity, text, streamAttributes));
    }

    @Override
    public void attributes(String identity, Map<String, String> changed) {
        attributes.putAll(changed);
        changes.add(Map.copyOf(changed));
    }

    @Override
    public void evicted() {
        events.add("evicted");
    }

    @Override
    public void disconnected(String reason) {
        events.add("disconnected " + reason);
    }
}
