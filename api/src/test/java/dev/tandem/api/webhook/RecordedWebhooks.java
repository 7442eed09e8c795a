package dev.tandem.api.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the webhooks that a real LiveKit server sent while an agent and a caller joined and left its rooms. The
 * workers' test program {@code RecordWebhooks} recorded them.
 *
 * @param apiKey key of that server, which does not run any more
 */
public record RecordedWebhooks(String apiKey, String apiSecret, Instant recordedAt, List<Webhook> webhooks) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param authorization the header as it was received */
    public record Webhook(String authorization, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String room() {
            return json().at("/room/name").asString();
        }
    }

    public static RecordedWebhooks read() {
        try (InputStream file = RecordedWebhooks.class.getResourceAsStream("/webhooks/livekit.jsonl")) {
            List<JsonNode> lines = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(JSON::readTree)
                    .toList();
            JsonNode server = lines.getFirst();
            return new RecordedWebhooks(
                    server.path("api_key").asString(),
                    server.path("api_secret").asString(),
                    Instant.parse(server.path("recorded_at").asString()),
                    lines.stream()
                            .skip(1)
                            .map(line -> new Webhook(
                                    line.path("authorization").asString(),
                                    line.path("body").asString()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
