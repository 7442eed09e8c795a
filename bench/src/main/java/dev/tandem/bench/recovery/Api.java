package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.BenchmarkFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls Tandem's REST API, as far as the benchmarks need it. */
final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int PAGE = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String key;

    Api(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    JsonNode start(String workflowId, String channel) throws InterruptedException {
        String body = JSON.writeValueAsString(Map.of("workflow_id", workflowId, "channel", channel));
        return send(request("/api/calls")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    void end(String id) throws InterruptedException {
        var _ = send(request("/api/calls/" + id + "/commands")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"command\": \"end\"}"))
                .build());
    }

    JsonNode call(String id) throws InterruptedException {
        return send(request("/api/calls/" + id).GET().build());
    }

    List<JsonNode> events(String callId) throws InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = send(request("/api/calls/" + callId + "/events?limit=" + PAGE + cursor)
                    .GET()
                    .build());
            page.path("items").forEach(events::add);
            String next = page.path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return events;
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new BenchmarkFailure("%s %s was answered %d: %s"
                        .formatted(request.method(), request.uri().getPath(), response.statusCode(), response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException fault) {
            throw new BenchmarkFailure("the API does not answer: " + fault.getMessage());
        }
    }
}
