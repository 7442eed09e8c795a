package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PendingRoomTest {

    private final List<String> done = new ArrayList<>();
    private final CompletableFuture<Room> joining = new CompletableFuture<>();
    private final CompletableFuture<Void> audible = new CompletableFuture<>();
    private final PendingRoom room = new PendingRoom(joining);

    @Test
    void whatIsShownBeforeItIsJoinedIsShownThenInOrder() {
        room.attributes(Map.of("lk.agent.state", "listening"));
        room.text("lk.transcription", "Hello.", Map.of());
        room.send(new short[Room.OUTPUT_FRAME]);
        assertThat(room.caller()).isEqualTo(Room.CallerTrack.NOBODY);
        assertThat(room.isJoined()).isFalse();

        joining.complete(new Joined());
        room.send(new short[Room.OUTPUT_FRAME]);
        room.attributes(Map.of("lk.agent.state", "speaking"));

        assertThat(done).containsExactly("{lk.agent.state=listening}", "Hello.", "frame", "{lk.agent.state=speaking}");
        assertThat(room.caller().identity()).isEqualTo("caller");
        assertThat(room.isJoined()).isTrue();
    }

    @Test
    void whatItWasToldToShowHasArrivedWhenTheRoomHasIt() {
        room.text("lk.transcription", "Hello.", Map.of());
        CompletableFuture<Void> shown = room.shown();
        assertThat(shown).isNotDone();

        joining.complete(new Joined());

        assertThat(shown).isCompleted();
        assertThat(done).containsExactly("Hello.");
    }

    @Test
    void isAudibleWhenTheRoomIs() {
        CompletableFuture<Void> heard = room.audible();
        joining.complete(new Joined());
        assertThat(heard).isNotDone();

        audible.complete(null);

        assertThat(heard).isCompleted();
    }

    @Test
    void aRoomThatIsLeftWhileItIsJoinedIsLeftAsSoonAsItIsThere() {
        room.close();

        joining.complete(new Joined());

        assertThat(done).containsExactly("closed");
    }

    @Test
    void whileOneLeavesItAnotherNeedNotWait() throws InterruptedException {
        var leaving = new CompletableFuture<Void>();
        var left = new CompletableFuture<Void>();
        joining.complete(new Joined() {
            @Override
            public void close() {
                leaving.complete(null);
                left.join();
            }
        });
        Thread.ofVirtual().start(room::close);
        assertThat(leaving).succeedsWithin(Duration.ofSeconds(5));

        Thread another = Thread.ofVirtual().start(() -> room.attributes(Map.of("lk.agent.state", "listening")));

        assertThat(another.join(Duration.ofSeconds(5))).isTrue();
        left.complete(null);
    }

    @Test
    void aRoomThatCannotBeJoinedSaysSoAndTakesNothing() {
        joining.completeExceptionally(new RoomException("LiveKit is away"));

        assertThatThrownBy(room::joined)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("LiveKit is away");
        room.text("lk.transcription", "Hello.", Map.of());
        room.close();
        assertThat(done).isEmpty();
        assertThat(room.audible()).isCompletedExceptionally();
    }

    private class Joined implements Room {

        @Override
        public void send(short[] frame) {
            done.add("frame");
        }

        @Override
        public void attributes(Map<String, String> attributes) {
            done.add(attributes.toString());
        }

        @Override
        public void text(String topic, String text, Map<String, String> attributes) {
            done.add(text);
        }

        @Override
        public CallerTrack caller() {
            return new CallerTrack("caller", "TR_1");
        }

        @Override
        public CompletableFuture<Void> audible() {
            return audible;
        }

        @Override
        public void close() {
            done.add("closed");
        }
    }
}
