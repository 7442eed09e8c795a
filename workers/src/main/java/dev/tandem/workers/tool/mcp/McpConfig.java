package dev.tandem.workers.tool.mcp;

import dev.tandem.workers.tool.RequestTemplate;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.catalog.McpToolDescriptor;
import dev.tandem.workflows.protocol.ToolCall;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A tool's config. {@link McpTool} describes it. */
record McpConfig(JsonNode config) {

    /** Returns the server, with the workspace's secrets. */
    McpServer server(OpenWorkspace workspace) {
        JsonNode command = config.path("command");
        if (command.isArray() && !command.isEmpty()) {
            List<String> words =
                    command.values().stream().map(word -> word.asString("")).toList();
            return new McpServer.Command(words);
        }
        RequestTemplate template = new RequestTemplate(JsonNodeFactory.instance.objectNode(), workspace);
        try {
            return new McpServer.Web(HttpUrl.get(template.url(config.path("url").asString(""))), headers(template));
        } catch (IllegalArgumentException misfit) {
            throw new ToolFault(ToolFault.Kind.REFUSED, "the request cannot be made: " + misfit.getMessage(), misfit);
        }
    }

    private Headers headers(RequestTemplate template) {
        Headers.Builder headers = new Headers.Builder();
        config.path("headers").properties().stream()
                .filter(header -> !McpToolDescriptor.isOfTheProtocol(header.getKey()))
                .forEach(header -> template.text(header.getValue().asString())
                        .ifPresent(
                                value -> headers.addUnsafeNonAscii(header.getKey(), oneLine(header.getKey(), value))));
        return headers.build();
    }

    private static String oneLine(String name, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new IllegalArgumentException("the header " + name + " would have a control character");
        }
        return value;
    }

    /** Returns the tool's name at the server. */
    String tool() {
        return config.path("tool").asString("");
    }

    /** Returns what is sent: the call's arguments, or what the config makes of them. */
    Map<String, Object> arguments(ToolCall call, OpenWorkspace workspace) {
        JsonNode template = config.path("arguments");
        JsonNode arguments = template.isObject()
                ? new RequestTemplate(call.arguments(), workspace).json(template)
                : call.arguments();
        Map<String, Object> members = new LinkedHashMap<>();
        arguments
                .properties()
                .forEach(member ->
                        members.put(member.getKey(), JsonMapper.shared().treeToValue(member.getValue(), Object.class)));
        return members;
    }

    JsonNode result() {
        return config.path("result");
    }

    Optional<Duration> timeout() {
        int millis = config.path("timeout_ms").asInt(0);
        return millis > 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
    }

    /** Returns the schemas' digest of the moment when the version was published; empty: nothing was frozen. */
    String frozen() {
        return config.path(McpToolDescriptor.FROZEN).path("sha256").asString("");
    }
}
