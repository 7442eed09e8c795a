package dev.tandem.workers.room.livekit;

import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.Rooms;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Joins rooms of a LiveKit server as the agent, through LiveKit's native client. */
public final class LiveKitRooms implements Rooms {

    private final LiveKitSettings settings;
    private final FfiClient client;
    private final Clock clock = Clock.systemUTC();

    private LiveKitRooms(LiveKitSettings settings, FfiClient client) {
        this.settings = settings;
        this.client = client;
    }

    /**
     * Loads the native client and warms it up, so that the first call is not the slow one.
     *
     * @param nativeLibrary liblivekit_ffi.so
     * @throws dev.tandem.workers.room.RoomException if the library is not there or cannot be loaded
     */
    public static LiveKitRooms open(LiveKitSettings settings, Path nativeLibrary) {
        return new LiveKitRooms(settings, FfiClient.acquire(nativeLibrary));
    }

    @Override
    public Room join(String room, String identity, Map<String, String> attributes, RoomListener listener) {
        var token = AgentToken.of(settings, room, identity, attributes, clock.instant());
        return LiveKitRoom.join(client, settings.url(), token, Heard.CALLER, listener);
    }

    /** Every room must be closed before. */
    @Override
    public void close() {
        client.release();
    }
}
