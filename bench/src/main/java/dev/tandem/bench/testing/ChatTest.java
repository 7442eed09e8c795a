package dev.tandem.bench.testing;

import dev.tandem.bench.measure.BenchmarkFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A test by chat, as a script would make it.
 *
 * @param key of the API
 * @param version id of what is tried
 */
record ChatTest(HttpClient http, URI api, String key, String version) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Requests that are answered "not yet" are sent again this often. */
    private static final int TRIES = 20;

    private static final List<String> LINES =
            List.of("Where is my order?", "It is A one two three four.", "Thank you very much.");

    private static final JsonNode TOOLS =
            JSON.readTree("{\"check_order\": {\"answer\": {\"status\": \"shipped\", \"day\": \"Thursday\"}}}");

    static int lines() {
        return LINES.size();
    }

    /** Makes the whole test, up to the end of its call. */
    void run() throws InterruptedException {
        ObjectNode start = JSON.createObjectNode();
        start.set("tools", TOOLS);
        String session = said(start).path("test_session_id").asString();
        JsonNode last = JSON.nullNode();
        for (int line = 0; line < LINES.size(); line++) {
            last = said(JSON.createObjectNode()
                    .put("test_session_id", session)
                    .put("line_id", "line-" + line)
                    .put("message", LINES.get(line)));
            if (last.path("turns").isEmpty()) {
                throw new BenchmarkFailure("a line of a test was not answered: " + last);
            }
        }
        JsonNode end =
                said(JSON.createObjectNode().put("test_session_id", session).put("hang_up", true));
        if (!end.path("status").asString().equals("completed")) {
            throw new BenchmarkFailure("a test did not end well: " + end + " after " + last);
        }
    }

    private JsonNode said(ObjectNode body) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            HttpResponse<String> answer = send(body);
            boolean later = answer.statusCode() == 503 && body.has("test_session_id") && tries < TRIES;
            if (answer.statusCode() / 100 == 2) {
                return JSON.readTree(answer.body());
            }
            if (!later) {
                throw new BenchmarkFailure("a line was answered %d: %s".formatted(answer.statusCode(), answer.body()));
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private HttpResponse<String> send(JsonNode body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/api/workflow-versions/" + version + "/test/chat"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException fault) {
            throw new BenchmarkFailure("the API does not answer: " + fault.getMessage());
        }
    }
}
