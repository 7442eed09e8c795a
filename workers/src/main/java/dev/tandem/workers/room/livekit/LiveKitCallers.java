package dev.tandem.workers.room.livekit;

import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.ffi.FfiClient;
import java.nio.file.Path;

/**
 * Joins rooms as a simulated caller, with a token like that of a client. The room mirrors an agent's: its listener
 * hears the agent, and its {@code caller…} methods tell of the agent.
 */
public final class LiveKitCallers implements AutoCloseable {

    private final FfiClient client;

    private LiveKitCallers(FfiClient client) {
        this.client = client;
    }

    /**
     * Loads the native client.
     *
     * @param nativeLibrary liblivekit_ffi.so
     * @throws dev.tandem.workers.room.RoomException if the library is not there or cannot be loaded
     */
    public static LiveKitCallers open(Path nativeLibrary) {
        return new LiveKitCallers(FfiClient.acquire(nativeLibrary));
    }

    /**
     * Joins, publishes an audio track, and listens to whichever agent comes. Blocks until done.
     *
     * @param url of the signalling socket
     * @throws dev.tandem.workers.room.RoomException if the room cannot be joined
     */
    public CallerRoom join(String url, String token, RoomListener listener) {
        return LiveKitRoom.join(client, url, token, ParticipantSelection.AGENT, listener);
    }

    /**
     * Joins in the same way for a caller who only types and reads.
     *
     * @throws dev.tandem.workers.room.RoomException if the room cannot be joined
     */
    public CallerRoom joinInWriting(String url, String token, RoomListener listener) {
        return LiveKitRoom.joinInWriting(client, url, token, ParticipantSelection.AGENT, listener);
    }

    /** Releases the native client. Every room must be closed before. */
    @Override
    public void close() {
        client.release();
    }
}
