package dev.tandem.bench.api;

import dev.tandem.bench.measure.BenchmarkFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer of the API. */
record Client(URI api, String key, HttpClient http) {

    private static final JsonMapper JSON = JsonMapper.shared();

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    JsonNode patch(String path, String body) {
        return send(request(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new BenchmarkFailure(
                        "%s was answered %d: %s".formatted(answer.uri().getPath(), answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new BenchmarkFailure("the API does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailure("interrupted");
        }
    }
}
