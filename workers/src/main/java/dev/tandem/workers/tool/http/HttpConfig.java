package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.protocol.ToolCall;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool's config, which makes a request from a call's arguments. */
record HttpConfig(
        String method, String url, JsonNode headers, JsonNode query, JsonNode body, JsonNode result, int timeoutMs) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");

    static HttpConfig of(JsonNode config) {
        String method = config.path("method").asString("GET").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw faulty("method " + method + " is not one of " + METHODS);
        }
        return new HttpConfig(
                method,
                config.path("url").asString(""),
                config.path("headers"),
                config.path("query"),
                parsed(config.path("body")),
                config.path("result"),
                config.path("timeout_ms").asInt(0));
    }

    /** Parses a body that was written as a text of JSON. */
    private static JsonNode parsed(JsonNode body) {
        if (!body.isString()) {
            return body;
        }
        try {
            return JSON.readTree(body.asString());
        } catch (JacksonException notJson) {
            throw faulty("body is a text that is not JSON; put {{argument}} inside of quotes");
        }
    }

    Optional<Duration> timeout() {
        return timeoutMs > 0 ? Optional.of(Duration.ofMillis(timeoutMs)) : Optional.empty();
    }

    /**
     * Makes the request.
     *
     * @throws ToolFault if the config is faulty or an argument does not fit in its place
     */
    HttpRequest request(ToolCall call, OpenWorkspace workspace, Duration limit) {
        RequestTemplate template = new RequestTemplate(call.arguments(), workspace);
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri(template))
                    .timeout(limit)
                    .header("Accept", "application/json, text/*;q=0.5")
                    .header("Idempotency-Key", call.key())
                    .method(method, body(template, call));
            if (!body.isMissingNode() || !WITHOUT_BODY.contains(method)) {
                request.setHeader("Content-Type", "application/json");
            }
            headers.properties()
                    .forEach(header -> template.text(header.getValue().asString())
                            .ifPresent(value -> request.setHeader(header.getKey(), value)));
            return request.build();
        } catch (IllegalArgumentException misfit) {
            throw new ToolFault(ToolFault.Kind.REFUSED, "the request cannot be made: " + misfit.getMessage(), misfit);
        }
    }

    private URI uri(RequestTemplate template) {
        StringBuilder uri = new StringBuilder(template.url(url));
        List<String> parameters = new ArrayList<>();
        query.properties()
                .forEach(entry -> template.text(entry.getValue().asString())
                        .ifPresent(value -> parameters.add(
                                RequestTemplate.encoded(entry.getKey()) + "=" + RequestTemplate.encoded(value))));
        if (!parameters.isEmpty()) {
            uri.append(uri.indexOf("?") < 0 ? '?' : '&').append(String.join("&", parameters));
        }
        return URI.create(uri.toString());
    }

    private BodyPublisher body(RequestTemplate template, ToolCall call) {
        if (!body.isMissingNode()) {
            return BodyPublishers.ofString(JSON.writeValueAsString(template.json(body)));
        }
        return WITHOUT_BODY.contains(method)
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(JSON.writeValueAsString(call.arguments()));
    }

    static ToolFault faulty(String what) {
        return new ToolFault(ToolFault.Kind.REFUSED, "the tool's config is faulty: " + what);
    }
}
