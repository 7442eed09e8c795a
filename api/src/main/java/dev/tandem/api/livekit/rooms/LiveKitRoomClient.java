package dev.tandem.api.livekit.rooms;

import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.Room;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import retrofit2.Call;
import retrofit2.Response;

/** Lists and closes the rooms of the LiveKit server by its API. An installation without a server has no rooms. */
@Component
public class LiveKitRoomClient {

    /** The identity of a caller who comes by an API call. */
    private static final String CALLER = "caller";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final @Nullable RoomServiceClient service;

    LiveKitRoomClient(
            @Value("${tandem.livekit.url}") String url,
            @Value("${tandem.livekit.api-key}") String key,
            @Value("${tandem.livekit.api-secret}") String secret) {
        service = key.isEmpty() || secret.isEmpty()
                ? null
                : RoomServiceClient.createClient(url.replaceFirst("^ws", "http"), key, secret, () -> {
                    return new OkHttpClient.Builder().callTimeout(PATIENCE).build();
                });
    }

    /** @throws IOException if the server does not answer, or refuses to */
    List<OpenRoom> open() throws IOException {
        return open(null);
    }

    /**
     * Lists the rooms of these names that somebody is in.
     *
     * @param names null: all
     * @throws IOException if the server does not answer, or refuses to
     */
    List<OpenRoom> open(@Nullable List<String> names) throws IOException {
        if (service == null) {
            return List.of();
        }
        List<Room> rooms = answer(names == null ? service.listRooms() : service.listRooms(names))
                .body();
        return rooms == null
                ? List.of()
                : rooms.stream()
                        .filter(room -> room.getNumParticipants() > 0)
                        .map(LiveKitRoomClient::room)
                        .toList();
    }

    /**
     * Says who is in a room now.
     *
     * @return empty if there is no such room
     * @throws IOException if the server does not answer, or refuses to
     */
    public Optional<RoomNow> now(String name) throws IOException {
        if (service == null) {
            return Optional.empty();
        }
        List<Room> rooms = answer(service.listRooms(List.of(name))).body();
        if (rooms == null || rooms.isEmpty()) {
            return Optional.empty();
        }
        List<ParticipantInfo> people = answer(service.listParticipants(name)).body();
        List<String> callers = people == null
                ? List.of()
                : people.stream()
                        .filter(LiveKitRoomClient::isCaller)
                        .map(ParticipantInfo::getSid)
                        .toList();
        return Optional.of(new RoomNow(rooms.getFirst().getSid(), callers));
    }

    private static boolean isCaller(ParticipantInfo person) {
        return person.getState() != ParticipantInfo.State.DISCONNECTED
                && (person.getKind() == ParticipantInfo.Kind.SIP
                        || person.getIdentity().equals(CALLER));
    }

    /**
     * Closes a room, and disconnects everybody in it. A phone that still rings is declined by that.
     *
     * @return false if the room was gone already
     * @throws IOException if the server does not answer, or refuses to
     */
    public boolean close(String name) throws IOException {
        return service != null && answer(service.deleteRoom(name)).isSuccessful();
    }

    /**
     * Closes a room, and disconnects everybody in it.
     *
     * @return false if the room was gone already
     * @throws IOException if the server does not answer, or refuses to
     */
    boolean close(OpenRoom room) throws IOException {
        return close(room.name());
    }

    /**
     * Disconnects a participant.
     *
     * @return false if there was no such participant
     * @throws IOException if the server does not answer, or refuses to
     */
    boolean remove(String room, String identity) throws IOException {
        return service != null
                && answer(service.removeParticipant(room, identity)).isSuccessful();
    }

    private static OpenRoom room(Room room) {
        return new OpenRoom(room.getName(), room.getSid(), Instant.ofEpochMilli(room.getCreationTimeMs()));
    }

    private static <T> Response<T> answer(Call<T> request) throws IOException {
        Response<T> answer = request.execute();
        if (!answer.isSuccessful() && answer.code() != HttpStatus.NOT_FOUND.value()) {
            throw new IOException("LiveKit answered " + answer.code());
        }
        return answer;
    }
}
