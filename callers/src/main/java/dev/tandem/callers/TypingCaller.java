package dev.tandem.callers;

import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A caller who types and listens. Real audio comes back, and it is known exactly what they asked. */
public final class TypingCaller implements AutoCloseable {

    /** A frame with this mean amplitude or more is sound; 16 bit. */
    private static final int LOUD = 120;

    private final List<Shown> shown = new CopyOnWriteArrayList<>();
    private final List<Integer> attendances = new CopyOnWriteArrayList<>();
    private final AtomicInteger attendance = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final LiveKitCallers callers;
    private final CallerRoom room;
    private final long joinedAt;
    private volatile long attendedSince;
    private volatile long lastSound;
    private volatile long firstSound;
    private volatile String disconnected = "";

    /**
     * A line that the room showed.
     *
     * @param attributes the attributes that LiveKit's clients get
     * @param attendance the attendance that held the room at that time
     * @param at nanoseconds of {@link System#nanoTime}
     */
    public record Shown(String text, Map<String, String> attributes, int attendance, long at) {

        /** Returns the line's id, which is the same whenever the line is shown again; empty if it has none. */
        public String segment() {
            return attributes.getOrDefault("lk.segment_id", "");
        }

        public boolean isComplete() {
            return Boolean.parseBoolean(attributes.get("lk.transcription_final"));
        }

        public boolean isInterrupted() {
            return Boolean.parseBoolean(attributes.get("tandem.interrupted"));
        }
    }

    /**
     * Joins the room.
     *
     * @param started the answer to {@code POST /api/calls}
     * @param aloud whether the agent speaks; a chat has no audio
     * @throws dev.tandem.workers.room.RoomException if the room cannot be joined
     */
    public TypingCaller(JsonNode started, boolean aloud) {
        String url = started.path("livekit").path("url").asString();
        String token = started.path("livekit").path("token").asString();
        this.callers = LiveKitCallers.open(Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so"));
        try {
            this.room = aloud
                    ? callers.join(url, token, new Listener())
                    : callers.joinInWriting(url, token, new Listener());
        } catch (RuntimeException fault) {
            callers.close();
            throw fault;
        }
        this.joinedAt = System.nanoTime();
    }

    /** Returns when the caller was in the room, ns. */
    public long joinedAt() {
        return joinedAt;
    }

    public void type(String text) {
        room.text("lk.chat", text, Map.of());
    }

    /** Presses keys of a telephone, one after the other: {@code 0-9 * # A-D}. */
    public void press(String keys) {
        keys.chars().forEach(key -> room.press((char) key));
    }

    /** Returns the attendance that holds the room; 0 if there was none so far. */
    public int attendance() {
        return attendance.get();
    }

    /** Returns all attendances that held the room, in the order in which they joined it. */
    public List<Integer> attendances() {
        return List.copyOf(attendances);
    }

    /** Returns when the current attendance joined, ns. */
    public long attendedSince() {
        return attendedSince;
    }

    /** Forgets the sounds so far, so that the next one is the first. */
    public void listenAnew() {
        firstSound = 0;
    }

    /** Returns when the first sound came, ns; 0 if there was none. */
    public long firstSound() {
        return firstSound;
    }

    /** Returns when the last sound came, ns; 0 if there was none. */
    public long lastSound() {
        return lastSound;
    }

    /**
     * Returns why the caller is not in the room any more, in LiveKit's words; empty if they are, or if they hung up
     * themselves.
     */
    public String disconnected() {
        return disconnected;
    }

    /** Returns everything that the room showed so far, in order. */
    public List<Shown> shown() {
        return List.copyOf(shown);
    }

    /** Hangs up. Idempotent. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            room.close();
            callers.close();
        }
    }

    private final class Listener implements RoomListener {

        @Override
        public void audio(short[] samples, int length) {
            long sum = 0;
            for (int i = 0; i < length; i++) {
                sum += Math.abs(samples[i]);
            }
            if (sum > (long) LOUD * length) {
                lastSound = System.nanoTime();
                if (firstSound == 0) {
                    firstSound = lastSound;
                }
            }
        }

        @Override
        public void attributes(String identity, Map<String, String> changed) {
            String number = changed.get("tandem.attendance");
            if (number != null) {
                int now = Integer.parseInt(number);
                attendances.add(now);
                if (now > attendance.get()) {
                    attendedSince = System.nanoTime();
                    firstSound = 0;
                    attendance.set(now);
                }
            }
        }

        @Override
        public void disconnected(String reason) {
            disconnected = reason;
        }

        @Override
        public void text(String topic, String identity, String text, Map<String, String> attributes) {
            shown.add(new Shown(text, attributes, attendance.get(), System.nanoTime()));
        }
    }
}
