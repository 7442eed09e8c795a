package dev.tandem.bench.recovery;

import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A caller who types and listens: real audio comes back, and it is known exactly what was asked. */
final class TypingCaller implements AutoCloseable {

    /** Mean amplitude from which a frame counts as sound; 16 bit. */
    private static final int LOUD = 120;

    /**
     * What the room showed of a line.
     *
     * @param at nanoseconds of {@link System#nanoTime}
     * @param attendance that the room was held by then
     */
    record Shown(String segment, String text, boolean complete, boolean interrupted, int attendance, long at) {}

    private final List<Shown> shown = new CopyOnWriteArrayList<>();
    private final List<Integer> attendances = new CopyOnWriteArrayList<>();
    private final AtomicInteger attendance = new AtomicInteger();
    private final Room room;
    private volatile long attendedSince;
    private volatile long lastSound;
    private volatile long firstSound;

    /** @param aloud whether the agent speaks; a chat has no audio */
    TypingCaller(LiveKitCallers callers, String url, String token, boolean aloud) {
        this.room =
                aloud ? callers.join(url, token, new Listener()) : callers.joinInWriting(url, token, new Listener());
    }

    void type(String text) {
        room.text("lk.chat", text, Map.of());
    }

    /** The attendance that holds the room; 0: none so far. */
    int attendance() {
        return attendance.get();
    }

    /** All that held the room, in the order in which they came into it. */
    List<Integer> attendances() {
        return List.copyOf(attendances);
    }

    /** When that one came, ns. */
    long attendedSince() {
        return attendedSince;
    }

    /** The next sound is the first. */
    void listenAnew() {
        firstSound = 0;
    }

    /** When the first sound came, ns; 0: none. */
    long firstSound() {
        return firstSound;
    }

    /** When the last sound came, ns; 0: none. */
    long lastSound() {
        return lastSound;
    }

    List<Shown> shown() {
        return List.copyOf(shown);
    }

    /** Hangs up. */
    @Override
    public void close() {
        room.close();
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
        public void text(String topic, String identity, String text, Map<String, String> attributes) {
            if (topic.equals("lk.transcription")) {
                shown.add(new Shown(
                        attributes.getOrDefault("lk.segment_id", ""),
                        text,
                        Boolean.parseBoolean(attributes.getOrDefault("lk.transcription_final", "false")),
                        Boolean.parseBoolean(attributes.getOrDefault("tandem.interrupted", "false")),
                        attendance.get(),
                        System.nanoTime()));
            }
        }

        @Override
        public void callerJoined(String identity) {}

        @Override
        public void callerLeft(String identity) {}

        @Override
        public void callerLost(String identity) {}

        @Override
        public void chat(String text) {}

        @Override
        public void evicted() {}

        @Override
        public void disconnected(String reason) {}
    }
}
