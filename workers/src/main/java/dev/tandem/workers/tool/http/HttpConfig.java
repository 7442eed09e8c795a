package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.RequestTemplate;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.catalog.ForbiddenHeaders;
import dev.tandem.workflows.protocol.ToolCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tool's config, which makes a request from a call's arguments.
 *
 * @param config the whole object
 */
record HttpConfig(JsonNode config, String method, JsonNode body) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");
    private static final Set<String> NEVER_WITH_BODY = Set.of("GET", "HEAD");

    static HttpConfig of(JsonNode config) {
        String method = config.path("method").asString("GET").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw ToolFault.ofConfig("method " + method + " is not one of " + METHODS);
        }
        JsonNode body = parsed(config.path("body"));
        if (!body.isMissingNode() && NEVER_WITH_BODY.contains(method)) {
            throw ToolFault.ofConfig(method + " has no body; use query, or another method");
        }
        return new HttpConfig(config, method, body);
    }

    /** Parses a body that was written as a text of JSON. */
    private static JsonNode parsed(JsonNode body) {
        if (!body.isString()) {
            return body;
        }
        try {
            return JSON.readTree(body.asString());
        } catch (JacksonException notJson) {
            throw ToolFault.ofConfig("body is a text that is not JSON; put {{argument}} inside of quotes");
        }
    }

    /** Returns which part of the answer counts: a pointer, an object of pointers, or a missing node for all of it. */
    JsonNode result() {
        return config.path("result");
    }

    SuccessRule success() {
        return new SuccessRule(config.path("success"));
    }

    /** Returns the other hosts to which a redirect may lead. */
    List<String> redirectHosts() {
        return config.path("redirect_hosts").values().stream()
                .map(host -> host.asString("").toLowerCase(Locale.ROOT))
                .toList();
    }

    Optional<Duration> timeout() {
        int millis = config.path("timeout_ms").asInt(0);
        return millis > 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
    }

    /** Returns a sentence for each header that is left out because a tool cannot set it. */
    List<String> warnings() {
        return config.path("headers").propertyNames().stream()
                .filter(ForbiddenHeaders::contains)
                .map(name -> "The header " + name + " was left out: a tool cannot set it.")
                .toList();
    }

    /**
     * Makes the request.
     *
     * @throws ToolFault if the config is faulty or an argument does not fit in its place
     */
    Request request(ToolCall call, OpenWorkspace workspace) {
        RequestTemplate template = new RequestTemplate(call.arguments(), workspace);
        try {
            return new Request.Builder()
                    .url(url(template))
                    .headers(headers(template, call))
                    .method(method, body(template, call))
                    .build();
        } catch (IllegalArgumentException misfit) {
            throw new ToolFault(ToolFault.Kind.REFUSED, "the request cannot be made: " + misfit.getMessage(), misfit);
        }
    }

    private Headers headers(RequestTemplate template, ToolCall call) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json, text/*;q=0.5");
        headers.put("Accept-Encoding", "gzip, deflate");
        headers.put("Idempotency-Key", call.key());
        headers.put("User-Agent", "Tandem");
        if (!body.isMissingNode() || !WITHOUT_BODY.contains(method)) {
            headers.put("Content-Type", "application/json");
        }
        config.path("headers").properties().stream()
                .filter(header -> !ForbiddenHeaders.contains(header.getKey()))
                .forEach(header -> template.text(header.getValue().asString())
                        .ifPresent(value -> headers.put(header.getKey(), oneLine(header.getKey(), value))));
        Headers.Builder built = new Headers.Builder();
        headers.forEach(built::addUnsafeNonAscii);
        return built.build();
    }

    private static String oneLine(String name, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new IllegalArgumentException("the header " + name + " would have a control character");
        }
        return value;
    }

    private HttpUrl url(RequestTemplate template) {
        StringBuilder url = new StringBuilder(template.url(config.path("url").asString("")));
        List<String> parameters = new ArrayList<>();
        config.path("query")
                .properties()
                .forEach(entry -> template.texts(entry.getValue().asString())
                        .forEach(value -> parameters.add(
                                RequestTemplate.encoded(entry.getKey()) + "=" + RequestTemplate.encoded(value))));
        if (!parameters.isEmpty()) {
            url.append(url.indexOf("?") < 0 ? '?' : '&').append(String.join("&", parameters));
        }
        return HttpUrl.get(url.toString());
    }

    private @Nullable RequestBody body(RequestTemplate template, ToolCall call) {
        if (!body.isMissingNode()) {
            return RequestBody.create(JSON.writeValueAsBytes(template.json(body)));
        }
        return WITHOUT_BODY.contains(method) ? null : RequestBody.create(JSON.writeValueAsBytes(call.arguments()));
    }
}
