package dev.tandem.callers.spoken;

import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanPublishData;
import io.livekit.server.CanPublishSources;
import io.livekit.server.CanSubscribe;
import io.livekit.server.CanUpdateOwnMetadata;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Rooms of a LiveKit server. Each token is made here, for the moment of joining, so that none passes through Temporal. */
public final class LiveKitCallerRooms implements CallerRooms, AutoCloseable {

    private static final Duration JOINS = Duration.ofMinutes(1);

    private final LiveKitCallers callers;
    private final String url;
    private final String key;
    private final String secret;

    /** @param nativeLibrary liblivekit_ffi.so */
    public LiveKitCallerRooms(Path nativeLibrary, String url, String key, String secret) {
        this.callers = LiveKitCallers.open(nativeLibrary);
        this.url = url;
        this.key = key;
        this.secret = secret;
    }

    @Override
    public CallerRoom join(String room, String identity, RoomListener listener) {
        AccessToken token = new AccessToken(key, secret);
        token.setIdentity(identity);
        token.setTtl(JOINS.toMillis());
        token.addGrants(
                new RoomJoin(true),
                new RoomName(room),
                new CanPublish(true),
                new CanPublishSources(List.of("microphone")),
                new CanSubscribe(true),
                new CanPublishData(true),
                new CanUpdateOwnMetadata(false));
        return callers.join(url, token.toJwt(), listener);
    }

    @Override
    public void close() {
        callers.close();
    }
}
