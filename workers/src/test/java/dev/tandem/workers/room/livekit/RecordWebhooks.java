package dev.tandem.workers.room.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.stack.server.LiveKitServer;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.RecordingListener;
import io.livekit.server.AccessToken;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records the webhooks of a real LiveKit server in whose rooms an agent and a caller meet and part, for the API's
 * tests. The file has one line with the server's key, then one line for each webhook. The server ends with the
 * recording, so its key opens nothing.
 */
final class RecordWebhooks {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<ObjectNode> received = new CopyOnWriteArrayList<>();

    private RecordWebhooks() {}

    /** @param args number of rooms, and the file to write */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("Say: <rooms> <file.jsonl>");
        }
        new RecordWebhooks().record(Integer.parseInt(args[0]), Path.of(args[1]));
        System.exit(0);
    }

    private void record(int rooms, Path file) throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
        try (LiveKitServer server = LiveKitServer.builder().webhook(address).build()) {
            server.start();
            var settings = new LiveKitSettings(
                    server.url().toString(),
                    server.credentials().apiKey(),
                    server.credentials().apiSecret());
            Path library = Parts.folder().resolve("livekit-ffi/liblivekit_ffi.so");
            try (var agents = LiveKitRooms.open(settings, library);
                    var callers = LiveKitCallers.open(library)) {
                for (int i = 0; i < rooms; i++) {
                    meet(agents, callers, settings, "sip-" + i);
                }
                Scene.eventually().until(() -> count("room_finished") == rooms);
            }
            write(file, settings);
        } finally {
            receiver.stop(0);
        }
    }

    private void meet(LiveKitRooms agents, LiveKitCallers callers, LiveKitSettings settings, String name) {
        var agentHears = new RecordingListener();
        try (var agent = (LiveKitRoom) agents.join(name, "agent", Map.of(), () -> {}, agentHears)) {
            try (var caller =
                    (LiveKitRoom) callers.join(settings.url(), token(settings, name), new RecordingListener())) {
                Scene.eventually().untilAsserted(() -> {
                    assertThat(agent.caller().trackId()).isNotEmpty();
                    assertThat(caller.caller().trackId()).isNotEmpty();
                });
            }
            Scene.eventually().until(() -> agentHears.events.contains("left caller"));
        }
    }

    private static String token(LiveKitSettings settings, String room) {
        var token = new AccessToken(settings.apiKey(), settings.apiSecret());
        token.setIdentity("caller");
        token.addGrants(new RoomJoin(true), new RoomName(room));
        return token.toJwt();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(JSON.createObjectNode()
                .put("authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .put("body", body));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private long count(String event) {
        return received.stream()
                .filter(webhook -> JSON.readTree(webhook.path("body").asString())
                        .path("event")
                        .asString()
                        .equals(event))
                .count();
    }

    private void write(Path file, LiveKitSettings settings) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(JSON.createObjectNode()
                .put("api_key", settings.apiKey())
                .put("api_secret", settings.apiSecret())
                .put("recorded_at", Instant.now().toString())
                .toString());
        received.forEach(webhook -> lines.add(webhook.toString()));
        Files.write(file, lines);
    }
}
