package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.stack.server.LiveKitServer;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.util.List;
import livekit.LivekitModels;

/** Lists the rooms of a LiveKit server. */
final class OpenRooms {

    private final RoomServiceClient client;

    OpenRooms(LiveKitServer server) {
        this.client = RoomServiceClient.createClient(
                server.url().toString().replace("ws://", "http://"),
                server.credentials().apiKey(),
                server.credentials().apiSecret());
    }

    /** Returns the names of the rooms that somebody is in, or was in until a moment ago. */
    List<String> open() {
        try {
            List<LivekitModels.Room> rooms = client.listRooms().execute().body();
            return rooms == null
                    ? List.of()
                    : rooms.stream().map(LivekitModels.Room::getName).toList();
        } catch (IOException fault) {
            throw new BenchmarkFailure("LiveKit does not answer: " + fault.getMessage());
        }
    }
}
