package dev.tandem.stack.run;

import dev.tandem.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Publishes configuration documents as a customer would, over the REST API. */
public final class Publisher {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI api;
    private final String key;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param key of the API, for a role that may edit and publish */
    public Publisher(URI api, String key) {
        this.api = api;
        this.key = key;
    }

    /**
     * Publishes {@code config} as the workflow of that name, which is made if it does not exist. Does nothing if
     * exactly this configuration is published already.
     *
     * @throws StackException with the API's answer, which names every fault of the document
     */
    public PublishedWorkflow publish(String name, JsonNode config) {
        JsonNode workflow = workflow(name);
        String id = workflow.path("id").asString();
        JsonNode published = workflow.path("published");
        if (published.isObject()) {
            String version = published.path("id").asString();
            if (get("/api/workflow-versions/" + version).body().path("config").equals(config)) {
                return new PublishedWorkflow(id, name, version);
            }
        }
        String draft = draft(workflow);
        Answer current = get("/api/workflow-versions/" + draft);
        Answer changed =
                send("PATCH", "/api/workflow-versions/" + draft, Map.of("config", config), current.entityTag());
        send("POST", "/api/workflow-versions/%s/publish".formatted(draft), null, changed.entityTag());
        return new PublishedWorkflow(id, name, draft);
    }

    private JsonNode workflow(String name) {
        String filter = URLEncoder.encode(name, StandardCharsets.UTF_8);
        for (JsonNode found :
                get("/api/workflows?limit=200&name=" + filter).body().path("items")) {
            if (found.path("name").asString().equals(name)) {
                return found;
            }
        }
        return send("POST", "/api/workflows", Map.of("name", name), null).body();
    }

    private String draft(JsonNode workflow) {
        JsonNode draft = workflow.path("draft");
        if (draft.isObject()) {
            return draft.path("id").asString();
        }
        String versions =
                "/api/workflows/%s/versions".formatted(workflow.path("id").asString());
        return send("POST", versions, Map.of(), null).body().path("id").asString();
    }

    private Answer get(String path) {
        return send("GET", path, null, null);
    }

    private Answer send(String method, String path, @Nullable Object body, @Nullable String ifMatch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        HttpResponse<String> response = answer(request.build());
        if (response.statusCode() / 100 != 2) {
            throw new StackException(
                    "%s %s was answered %d: %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return new Answer(
                JSON.readTree(response.body()),
                response.headers().firstValue("ETag").orElse(null));
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackException("The API at %s does not answer: %s".formatted(api, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while publishing.", e);
        }
    }

    private record Answer(JsonNode body, @Nullable String entityTag) {}
}
