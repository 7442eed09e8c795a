package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.ToolAdapter;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Tools that are HTTP requests. The config:
 *
 * <ul>
 *   <li>{@code method}: GET by default
 *   <li>{@code url}: {@code {{argument}}} in its path or query is percent-encoded; scheme and host are fixed
 *   <li>{@code headers}, {@code query}: objects of name to text with {@code {{argument}}}; a query entry whose argument
 *       is not there is left out
 *   <li>{@code body}: JSON with {@code {{argument}}} in its strings; a string that is nothing else becomes the
 *       argument's own JSON. None: all arguments, for the methods that have a body
 *   <li>{@code result}: JSON Pointer to the part of the answer that counts, or an object of such pointers
 *   <li>{@code timeout_ms}: of one attempt; at most, and by default, what the tool has left
 * </ul>
 *
 * {@code {{workspace.NAME}}} stands for a workspace variable wherever an argument may stand; without it no request is made.
 *
 * <p>An answer is JSON, or text, which becomes {@code {"text": …}}; at most 1 MiB. Redirects are followed on the same host
 * only, without a body. The call's key goes along as {@code Idempotency-Key}.
 */
public final class HttpTool implements ToolAdapter {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final HttpExchange exchange = new HttpExchange(client);

    @Override
    public String type() {
        return "http";
    }

    @Override
    public JsonNode run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout)
            throws InterruptedException {
        HttpConfig config = HttpConfig.of(tool.config());
        Duration limit =
                config.timeout().filter(own -> own.compareTo(timeout) < 0).orElse(timeout);
        HttpAnswer answer = exchange.send(config.request(call, workspace, limit), workspace);
        return select(answer.content(), config.result());
    }

    private static JsonNode select(JsonNode content, JsonNode selection) {
        if (selection.isString()) {
            return found(content, selection.asString());
        }
        if (!selection.isObject()) {
            return content;
        }
        var selected = JsonNodeFactory.instance.objectNode();
        selection
                .properties()
                .forEach(entry -> selected.set(
                        entry.getKey(), found(content, entry.getValue().asString())));
        return selected;
    }

    private static JsonNode found(JsonNode content, String pointer) {
        JsonNode found = content.at(pointer);
        if (found.isMissingNode()) {
            throw new ToolFault(
                    ToolFault.Kind.REFUSED, "the service's answer has nothing at " + pointer + "; check config.result");
        }
        return found;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
