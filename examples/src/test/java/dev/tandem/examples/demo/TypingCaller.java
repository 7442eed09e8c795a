package dev.tandem.examples.demo;

import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A caller in a LiveKit room who types, and keeps what the room shows. */
final class TypingCaller implements AutoCloseable {

    final List<String> shown = new CopyOnWriteArrayList<>();
    private final LiveKitCallers callers =
            LiveKitCallers.open(Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so"));
    private final Room room;

    /** @param started what {@code POST /api/calls} answered */
    TypingCaller(JsonNode started) {
        JsonNode liveKit = started.path("livekit");
        room = callers.join(
                liveKit.path("url").asString(), liveKit.path("token").asString(), new Reader());
    }

    void types(String text) {
        room.text("lk.chat", text, Map.of());
    }

    @Override
    public void close() {
        room.close();
        callers.close();
    }

    private final class Reader implements RoomListener {

        @Override
        public void text(String topic, String identity, String text, Map<String, String> attributes) {
            shown.add(text + attributes);
        }

        @Override
        public void audio(short[] samples, int length) {}

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
