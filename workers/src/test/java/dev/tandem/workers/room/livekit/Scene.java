package dev.tandem.workers.room.livekit;

import dev.tandem.stack.server.LiveKitServer;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.RoomListener;
import io.livekit.server.AccessToken;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A LiveKit server of its own, and agents and callers who join its rooms. */
final class Scene implements AutoCloseable {

    static final Path NATIVE_LIBRARY = Parts.folder().resolve("livekit-ffi/liblivekit_ffi.so");

    final LiveKitServer server = LiveKitServer.builder().build();
    final LiveKitSettings settings;
    final LiveKitRooms rooms;
    final LiveKitCallers callers;

    Scene() {
        server.start();
        settings = new LiveKitSettings(
                server.url().toString(),
                server.credentials().apiKey(),
                server.credentials().apiSecret());
        rooms = LiveKitRooms.open(settings, NATIVE_LIBRARY);
        callers = LiveKitCallers.open(NATIVE_LIBRARY);
    }

    /** Waits long enough for a machine that has other things to do. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    static String newRoom() {
        return "room-" + UUID.randomUUID();
    }

    LiveKitRoom agent(String room, String identity, RoomListener listener) {
        return (LiveKitRoom) rooms.join(room, identity, Map.of("lk.agent.state", "initializing"), () -> {}, listener);
    }

    LiveKitRoom caller(String room, String identity, RoomListener listener) {
        return (LiveKitRoom) callers.join(settings.url(), callerToken(room, identity), listener);
    }

    LiveKitRoom callerInWriting(String room, String identity, RoomListener listener) {
        return (LiveKitRoom) callers.joinInWriting(settings.url(), callerToken(room, identity), listener);
    }

    String callerToken(String room, String identity) {
        var token = new AccessToken(settings.apiKey(), settings.apiSecret());
        token.setIdentity(identity);
        token.addGrants(new RoomJoin(true), new RoomName(room));
        return token.toJwt();
    }

    @Override
    public void close() {
        callers.close();
        rooms.close();
        server.close();
    }
}
