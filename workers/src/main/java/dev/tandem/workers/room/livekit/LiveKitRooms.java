package dev.tandem.workers.room.livekit;

import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomException;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.Rooms;
import dev.tandem.workers.room.livekit.ffi.FfiClient;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins rooms of a LiveKit server as the agent, through LiveKit's native client. */
public final class LiveKitRooms implements Rooms {

    private static final Logger log = LoggerFactory.getLogger(LiveKitRooms.class);

    private final LiveKitSettings settings;
    private final FfiClient client;
    private final RoomServiceClient service;
    private final Clock clock;

    private LiveKitRooms(LiveKitSettings settings, FfiClient client, Clock clock) {
        this.clock = clock;
        this.settings = settings;
        this.client = client;
        this.service = RoomServiceClient.createClient(
                settings.url().replaceFirst("^ws", "http"), settings.apiKey(), settings.apiSecret());
    }

    /**
     * Loads the native client and warms it up, so that the first call is not the slow one.
     *
     * @param nativeLibrary liblivekit_ffi.so
     * @throws RoomException if the library is not there or cannot be loaded
     */
    public static LiveKitRooms open(LiveKitSettings settings, Path nativeLibrary) {
        return open(settings, nativeLibrary, Clock.systemUTC());
    }

    static LiveKitRooms open(LiveKitSettings settings, Path nativeLibrary, Clock clock) {
        var rooms = new LiveKitRooms(settings, FfiClient.acquire(nativeLibrary), clock);
        rooms.warmUp();
        return rooms;
    }

    /**
     * Joins a room without a caller first. The first room of a process takes seconds (certificates, codecs, class
     * loading), a later one a tenth of a second.
     */
    private void warmUp() {
        var room = "tandem-warm-up-" + UUID.randomUUID();
        try (var joined = join(room, "warm-up", Map.of(), () -> {}, new RoomListener() {})) {
            joined.send(new short[Room.OUTPUT_FRAME]);
        } catch (RoomException e) {
            log.atWarn()
                    .addKeyValue("url", settings.url())
                    .setCause(e)
                    .log("LiveKit cannot be reached yet; calls fail until it can");
        }
    }

    @Override
    public Room join(String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener) {
        return admitted(fence, expiry -> {
            var token = AgentToken.of(settings, room, identity, attributes, expiry);
            return LiveKitRoom.join(client, settings.url(), token, ParticipantSelection.CALLER, listener);
        });
    }

    @Override
    public Room joinInWriting(
            String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener) {
        return admitted(fence, expiry -> {
            var token = AgentToken.of(settings, room, identity, attributes, expiry);
            return LiveKitRoom.joinInWriting(client, settings.url(), token, ParticipantSelection.CALLER, listener);
        });
    }

    /**
     * Joins a room after the fence has admitted this process. A process that stands still between the fence and the
     * server must not put its successor out of the room when it goes on, so its token is valid for a moment only. If
     * the server refuses such a token, because clocks differ or it is stricter with them, the fence is asked again.
     */
    private Room admitted(Fence fence, Function<Instant, Room> join) {
        fence.pass();
        try {
            return join.apply(AgentToken.inAMoment(clock.instant()));
        } catch (UnauthorizedException refused) {
            log.atDebug().setCause(refused).log("a token for this moment was refused");
            fence.pass();
            return join.apply(AgentToken.later(clock.instant()));
        }
    }

    @Override
    public void hangUp(String room, String identity) {
        try {
            var answer = service.removeParticipant(room, identity).execute();
            log.atDebug()
                    .addKeyValue("room", room)
                    .addKeyValue("status", answer.code())
                    .log("hung up");
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("room", room)
                    .setCause(e)
                    .log("a caller whose call is over could not be hung up on");
        }
    }

    /** Completes when the native client has panicked. A process must not go on with it. */
    public CompletableFuture<String> panicked() {
        return client.events().panicked();
    }

    /** Releases the native client. Every room must be closed before. */
    @Override
    public void close() {
        client.release();
    }
}
