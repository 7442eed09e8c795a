package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.room.RoomListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferedRoomListenerTest {

    private final List<String> heard = new ArrayList<>();
    private final BufferedRoomListener listener = new BufferedRoomListener();

    @Test
    void whatHappensBeforeTheSessionStandsIsToldToItInOrder() {
        listener.callerJoined("caller");
        listener.chat("Hello?");

        listener.open(new Listening());
        listener.evicted();

        assertThat(heard).containsExactly("joined caller", "chat Hello?", "evicted");
    }

    private final class Listening implements RoomListener {

        @Override
        public void callerJoined(String identity) {
            heard.add("joined " + identity);
        }

        @Override
        public void chat(String text) {
            heard.add("chat " + text);
        }

        @Override
        public void evicted() {
            heard.add("evicted");
        }
    }
}
