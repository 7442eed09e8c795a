package dev.tandem.workers.attend;

import dev.tandem.workers.room.RoomListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a room's events until its session is ready, and then passes them on in order. Audio of that time is dropped,
 * because there is no speech input yet.
 */
final class BufferedRoomListener implements RoomListener {

    /** Number of events that are kept until the session is ready. It takes a second; nobody has more to say then. */
    private static final int MOST = 1_000;

    private final List<Consumer<RoomListener>> early = new ArrayList<>();
    private volatile @Nullable RoomListener inside;

    synchronized void open(RoomListener listener) {
        early.forEach(event -> event.accept(listener));
        early.clear();
        inside = listener;
    }

    private synchronized void pass(Consumer<RoomListener> event) {
        RoomListener listener = inside;
        if (listener == null) {
            keep(event);
        } else {
            event.accept(listener);
        }
    }

    private void keep(Consumer<RoomListener> event) {
        if (early.size() < MOST) {
            early.add(event);
        }
    }

    @Override
    public void audio(short[] samples, int length) {
        RoomListener listener = inside;
        if (listener != null) {
            listener.audio(samples, length);
        }
    }

    @Override
    public void callerJoined(String identity) {
        pass(listener -> listener.callerJoined(identity));
    }

    @Override
    public void callerIsOnThePhone() {
        pass(RoomListener::callerIsOnThePhone);
    }

    @Override
    public void callerLeft(String identity) {
        pass(listener -> listener.callerLeft(identity));
    }

    @Override
    public void callerLost(String identity) {
        pass(listener -> listener.callerLost(identity));
    }

    @Override
    public void chat(String text) {
        pass(listener -> listener.chat(text));
    }

    @Override
    public void dtmf(String digit) {
        pass(listener -> listener.dtmf(digit));
    }

    @Override
    public void text(String topic, String identity, String text, Map<String, String> attributes) {
        pass(listener -> listener.text(topic, identity, text, attributes));
    }

    @Override
    public void attributes(String identity, Map<String, String> changed) {
        pass(listener -> listener.attributes(identity, changed));
    }

    @Override
    public void evicted() {
        pass(RoomListener::evicted);
    }

    @Override
    public void broken(Throwable fault) {
        pass(listener -> listener.broken(fault));
    }

    @Override
    public void disconnected(String reason) {
        pass(listener -> listener.disconnected(reason));
    }
}
