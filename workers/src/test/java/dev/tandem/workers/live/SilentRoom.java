package dev.tandem.workers.live;

import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A room that nobody hears. It counts the loud frames that it is sent. */
final class SilentRoom implements Room {

    final AtomicInteger loudFrames = new AtomicInteger();
    final List<String> states = new CopyOnWriteArrayList<>();
    final List<String> transcript = new CopyOnWriteArrayList<>();
    final RoomListener listener;
    final AtomicInteger shownAsked = new AtomicInteger();

    /** What {@link #send} and {@link #text} throw; null: nothing. */
    volatile @Nullable Throwable noFrames;

    volatile @Nullable Throwable noTexts;

    /** How often {@link #text} still throws. */
    final AtomicInteger refusals = new AtomicInteger(Integer.MAX_VALUE);

    volatile CompletableFuture<Void> shown = CompletableFuture.completedFuture(null);

    SilentRoom(RoomListener listener) {
        this.listener = listener;
    }

    /** Lets the caller make a noise for this long. */
    void noise(int ms) {
        short[] frame = new short[320];
        Arrays.fill(frame, (short) 20_000);
        play(frame, ms);
    }

    void silence(int ms) {
        play(new short[320], ms);
    }

    private void play(short[] frame, int ms) {
        for (int i = 0; i < ms / 20; i++) {
            listener.audio(frame, frame.length);
        }
    }

    @Override
    public void send(short[] frame) {
        fail(noFrames);
        if (frame[0] != 0) {
            loudFrames.incrementAndGet();
        }
    }

    private static void fail(@Nullable Throwable fault) {
        if (fault != null) {
            throw ScriptedSpeech.<RuntimeException>unchecked(fault);
        }
    }

    @Override
    public void attributes(Map<String, String> attributes) {
        states.add(attributes.getOrDefault("lk.agent.state", ""));
    }

    @Override
    public void text(String topic, String text, Map<String, String> attributes) {
        if (noTexts != null && refusals.getAndDecrement() > 0) {
            fail(noTexts);
        }
        if (attributes.getOrDefault("lk.transcription_final", "").equals("true")) {
            transcript.add(attributes.get("tandem.role") + ": " + text);
        }
    }

    @Override
    public CompletableFuture<Void> shown() {
        shownAsked.incrementAndGet();
        return shown;
    }

    @Override
    public CallerTrack caller() {
        return CallerTrack.NOBODY;
    }

    @Override
    public void close() {}
}
