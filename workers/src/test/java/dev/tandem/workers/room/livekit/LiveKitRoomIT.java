package dev.tandem.workers.room.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.RecordingListener;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomContract;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.Rooms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveKitRoomIT extends RoomContract {

    private static Scene scene;

    @BeforeAll
    static void startServer() {
        scene = new Scene();
    }

    @AfterAll
    static void stopServer() {
        scene.close();
    }

    @Override
    protected Rooms rooms() {
        return scene.rooms;
    }

    @Override
    protected CallerRoom caller(String room, String identity, RoomListener listener) {
        return scene.caller(room, identity, listener);
    }

    @Override
    protected CallerRoom callerInWriting(String room, String identity, RoomListener listener) {
        return scene.callerInWriting(room, identity, listener);
    }

    @Test
    void aTokenForTheMomentLetsNobodyInWhoComesLater() {
        Instant now = Instant.now();
        var room = newRoom();
        scene.callers
                .join(scene.settings.url(), agentToken(room, now), new RecordingListener())
                .close();

        assertThatThrownBy(() -> scene.callers.join(
                        scene.settings.url(), agentToken(room, now.minusMillis(1_700)), new RecordingListener()))
                .isInstanceOf(UnauthorizedException.class);
    }

    private static String agentToken(String room, Instant made) {
        return AgentToken.of(scene.settings, room, "agent", Map.of(), AgentToken.inAMoment(made));
    }

    @Test
    void whoseClockTheServerDoesNotShareAsksTheFenceAgain() {
        var late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
        var asked = new AtomicInteger();
        try (var rooms = LiveKitRooms.open(scene.settings, Scene.NATIVE_LIBRARY, late)) {
            rooms.join(newRoom(), "agent", Map.of(), asked::incrementAndGet, new RecordingListener())
                    .close();
            assertThat(asked).hasValue(2);

            assertThatThrownBy(() -> rooms.join(
                            newRoom(),
                            "agent",
                            Map.of(),
                            () -> {
                                if (asked.incrementAndGet() == 4) {
                                    throw new IllegalStateException("a successor is there");
                                }
                            },
                            new RecordingListener()))
                    .hasMessage("a successor is there");
        }
    }

    /** The native client misses about one answer in twenty, and reports that after 5 s. */
    @Test
    void aStateWhoseAnswerIsMissedHoldsUpNoTextAndNoOtherState() {
        for (int i = 1; i <= 50; i++) {
            agent.attributes(Map.of("step", Integer.toString(i)));
            agent.text("lk.transcription", "step " + i, Map.of("lk.segment_id", "step-" + i));
            assertThat(agent.shown()).succeedsWithin(Duration.ofSeconds(2));
        }

        eventually()
                .untilAsserted(() -> assertThat(callerHears.changes)
                        .extracting(change -> change.get("step"))
                        .filteredOn(Objects::nonNull)
                        .last()
                        .isEqualTo("50"));
        assertThat(callerHears.changes)
                .extracting(change -> change.get("step"))
                .filteredOn(Objects::nonNull)
                .extracting(Integer::valueOf)
                .isSorted();
    }

    @Test
    void leavingGivesEveryHandleBack() {
        assertThat(handles(agent)).isPositive();

        caller.close();
        agent.close();

        assertThat(handles(agent)).isZero();
        assertThat(handles(caller)).isZero();
    }

    @Test
    void aRoomMayBeClosedInTheMiddleOfAFrame() {
        for (int i = 0; i < 5; i++) {
            var room = agent(newRoom(), "agent", new RecordingListener());
            var closing = new CompletableFuture<Void>();
            var frames = new AtomicInteger();
            var senders = Stream.generate(() -> CompletableFuture.runAsync(() -> sendUntil(room, frames, closing)))
                    .limit(2)
                    .toArray(CompletableFuture[]::new);
            eventually().until(() -> frames.get() > 100);

            room.close();

            assertThat(handles(room)).isZero();
            closing.complete(null);
            assertThat(CompletableFuture.allOf(senders)).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static void sendUntil(Room room, AtomicInteger frames, CompletableFuture<Void> over) {
        while (!over.isDone()) {
            room.send(new short[Room.OUTPUT_FRAME]);
            frames.incrementAndGet();
        }
    }

    private static int handles(Object room) {
        return ((LiveKitRoom) room).handleCount();
    }
}
