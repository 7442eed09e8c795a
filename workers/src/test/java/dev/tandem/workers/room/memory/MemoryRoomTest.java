package dev.tandem.workers.room.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.RecordingListener;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomContract;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.Rooms;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryRoomTest extends RoomContract {

    private final MemoryRooms rooms = new MemoryRooms();

    @Override
    protected Rooms rooms() {
        return rooms;
    }

    @Override
    protected CallerRoom caller(String room, String identity, RoomListener listener) {
        return rooms.joinAsCaller(room, identity, Map.of(), listener);
    }

    @Override
    protected CallerRoom callerInWriting(String room, String identity, RoomListener listener) {
        return rooms.joinAsCallerInWriting(room, identity, Map.of(), listener);
    }

    @Test
    void aFrameOfTenMillisecondsIsHeardAtOnce() {
        agentHears.sound.forget();

        caller.send(new short[Room.OUTPUT_FRAME]);

        assertThat(agentHears.sound.samples()).isEqualTo(Room.INPUT_RATE / 100);
    }

    @Test
    void aCallerWhoIsLostHasNotLeft() {
        rooms.lose(name, "caller");

        eventually().untilAsserted(() -> {
            assertThat(agentHears.events).containsExactly("joined caller", "lost caller");
            assertThat(callerHears.events).containsExactly("joined agent", "disconnected CONNECTION_TIMEOUT");
        });
    }

    @Test
    void whoIsOutOfTheRoomIsNeitherHeardNorRead() {
        rooms.lose(name, "caller");
        agentHears.sound.forget();

        caller.send(new short[Room.OUTPUT_FRAME]);
        caller.text("lk.chat", "too late", Map.of());
        try (var back = caller(name, "caller", new RecordingListener())) {
            back.text("lk.chat", "here again", Map.of());
            eventually()
                    .untilAsserted(() -> assertThat(agentHears.events)
                            .containsExactly("joined caller", "lost caller", "joined caller", "chat here again"));
        }
        assertThat(agentHears.sound.samples()).isZero();
    }

    @Test
    void inWritingNothingSounds() {
        String room = newRoom();
        var readerHears = new RecordingListener();
        var writerHears = new RecordingListener();
        try (var writer = rooms.joinInWriting(room, "agent", Map.of(), () -> {}, writerHears);
                var reader = callerInWriting(room, "caller", readerHears)) {
            eventually().until(() -> !reader.caller().identity().isEmpty());
            writer.send(new short[Room.OUTPUT_FRAME]);
            reader.send(new short[Room.OUTPUT_FRAME]);

            assertThat(writer.audible()).isCompleted();
            assertThat(readerHears.sound.samples()).isZero();
            assertThat(writerHears.sound.samples()).isZero();
        }
    }

    @Test
    void anAttributeThatStaysTheSameIsNotToldAndAnEmptyOneIsRemoved() {
        agent.attributes(Map.of("lk.agent.state", "initializing"));
        agent.attributes(Map.of("step", "1"));
        agent.attributes(Map.of("step", ""));
        eventually().untilAsserted(() -> assertThat(callerHears.changes).hasSize(3));

        assertThat(callerHears.changes)
                .containsExactly(Map.of("lk.agent.state", "initializing"), Map.of("step", "1"), Map.of("step", ""));
        var late = new RecordingListener();
        try (var _ = caller(name, "late", late)) {
            eventually()
                    .untilAsserted(
                            () -> assertThat(late.changes).containsExactly(Map.of("lk.agent.state", "initializing")));
        }
    }

    @Test
    void eventsComeOnOneThreadOneAtATime() throws InterruptedException {
        String room = newRoom();
        CountDownLatch go = new CountDownLatch(1);
        List<String> threads = new CopyOnWriteArrayList<>();
        var hears = new RecordingListener();
        try (var _ = agent(room, "agent", new RoomListener() {
                    @Override
                    public void callerJoined(String identity) {
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        hears.callerJoined(identity);
                        threads.add(Thread.currentThread().toString());
                    }

                    @Override
                    public void chat(String text) {
                        hears.chat(text);
                        threads.add(Thread.currentThread().toString());
                    }

                    @Override
                    public void dtmf(String digit) {
                        hears.dtmf(digit);
                        threads.add(Thread.currentThread().toString());
                    }
                });
                var speaker = caller(room, "caller", new RecordingListener())) {
            speaker.text("lk.chat", "one", Map.of());
            speaker.press('2');
            speaker.text("lk.chat", "three", Map.of());
            assertThat(hears.events).isEmpty();
            go.countDown();

            eventually()
                    .untilAsserted(() -> assertThat(hears.events)
                            .containsExactly("joined caller", "chat one", "key 2", "chat three"));
        }
        assertThat(threads.stream().distinct()).hasSize(1);
    }

    @Test
    void aListenerMayCloseItsRoom() {
        String room = newRoom();
        var hears = new RecordingListener();
        try (var speaker = caller(room, "caller", hears)) {
            var itself = new CompletableFuture<Room>();
            Room closing = agent(room, "agent", new RoomListener() {
                @Override
                public void chat(String text) {
                    itself.join().close();
                }
            });
            itself.complete(closing);
            eventually().until(() -> !closing.caller().identity().isEmpty());
            speaker.text("lk.chat", "go", Map.of());

            eventually().untilAsserted(() -> assertThat(hears.events).containsExactly("joined agent", "left agent"));
        }
    }

    @Test
    void whatIsHeardIsAsLoudAndAsHighAsWhatWasSent() {
        List<short[]> heard = new CopyOnWriteArrayList<>();
        String room = newRoom();
        try (var speaker = caller(room, "caller", new RecordingListener());
                var hearer = agent(room, "agent", new RoomListener() {
                    @Override
                    public void audio(short[] samples, int length) {
                        heard.add(Arrays.copyOf(samples, length));
                    }
                })) {
            eventually().until(() -> !hearer.caller().identity().isEmpty());
            assertThat(passed(speaker, heard, 1_000)).isBetween(.98, 1.02);
            assertThat(passed(speaker, heard, 4_000)).isBetween(.97, 1.03);
            assertThat(passed(speaker, heard, 10_000)).isLessThan(.02);
        }
    }

    /** @return the loudness with which a tone of this many Hz is heard, relative to that with which it was sent */
    private static double passed(CallerRoom speaker, List<short[]> heard, int hertz) {
        double amplitude = 10_000;
        heard.clear();
        short[] frame = new short[Room.OUTPUT_FRAME];
        for (int sample = 0; sample < 20 * frame.length; sample++) {
            frame[sample % frame.length] =
                    (short) (amplitude * Math.sin(2 * Math.PI * hertz * sample / Room.OUTPUT_RATE));
            if (sample % frame.length == frame.length - 1) {
                speaker.send(frame);
            }
        }
        double squares = heard.stream()
                .skip(1)
                .flatMapToInt(samples -> IntStream.range(0, samples.length).map(i -> samples[i] * samples[i]))
                .average()
                .orElseThrow();
        return Math.sqrt(2 * squares) / amplitude;
    }
}
