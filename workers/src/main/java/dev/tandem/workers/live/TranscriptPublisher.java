package dev.tandem.workers.live;

import dev.tandem.workers.room.Room;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes what LiveKit's clients show: {@code lk.agent.state}, and {@code lk.transcription} text streams for both
 * sides. Each stream holds the whole text of its segment so far.
 */
final class TranscriptPublisher {

    /** The states of {@code lk.agent.state}. */
    enum State {
        INITIALIZING,
        LISTENING,
        THINKING,
        SPEAKING
    }

    private static final String TOPIC = "lk.transcription";

    private final Room room;
    private final boolean inWriting;
    private int notices;
    private State state = State.INITIALIZING;
    private String agent = "";

    /** @param inWriting whether the caller gets nothing but text */
    TranscriptPublisher(Room room, boolean inWriting) {
        this.room = room;
        this.inWriting = inWriting;
    }

    void state(State now, String agentName) {
        if (state == now && agent.equals(agentName)) {
            return;
        }
        state = now;
        agent = agentName;
        room.attributes(Map.of("lk.agent.state", now.name().toLowerCase(Locale.ROOT), "tandem.agent", agentName));
    }

    /** Completes when written words have reached the caller, and at once where they are spoken. */
    CompletableFuture<Void> delivered() {
        return inWriting ? room.shown() : CompletableFuture.completedFuture(null);
    }

    void caller(int turn, String text) {
        Room.CallerTrack track = room.caller();
        room.text(
                TOPIC,
                text,
                Map.of(
                        "lk.segment_id",
                        "caller-" + turn,
                        "lk.transcription_final",
                        "true",
                        "lk.transcribed_track_id",
                        track.trackId(),
                        "tandem.role",
                        "caller",
                        "tandem.identity",
                        track.identity()));
    }

    /** Shows the caller why something that they sent is not taken. It is no part of the conversation. */
    void notice(String text) {
        room.text(
                TOPIC,
                text,
                Map.of(
                        "lk.segment_id",
                        "notice-" + ++notices,
                        "lk.transcription_final",
                        "true",
                        "tandem.role",
                        "notice",
                        "tandem.agent",
                        agent));
    }

    /** @param over whether the segment is complete */
    void agent(int turn, String text, boolean over, boolean interrupted) {
        room.text(
                TOPIC,
                text,
                Map.of(
                        "lk.segment_id",
                        "agent-" + turn,
                        "lk.transcription_final",
                        Boolean.toString(over),
                        "tandem.role",
                        "agent",
                        "tandem.agent",
                        agent,
                        "tandem.interrupted",
                        Boolean.toString(interrupted)));
    }
}
