package dev.tandem.workers.tool.mcp;

import dev.tandem.workers.tool.ToolAnswer;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.Redaction;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the result of a tool. Its structured content is the answer; without one, its texts are: as JSON if they are that,
 * and otherwise as {@code {"text": …}}. What cannot be told to a model in words is left out, with a warning.
 */
final class McpAnswer {

    /** The most characters of an error that go to the model, as for an answer over HTTP. */
    private static final int LONGEST_ERROR = 300;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private McpAnswer() {}

    /**
     * Returns the answer.
     *
     * @throws ToolFault with the tool's own words if it says that it failed
     */
    static ToolAnswer of(CallToolResult result, Redaction redaction) {
        List<McpSchema.Content> contents = Objects.requireNonNullElse(result.content(), List.of());
        String text = contents.stream()
                .flatMap(content -> text(content).stream())
                .collect(Collectors.joining("\n"))
                .strip();
        if (Boolean.TRUE.equals(result.isError())) {
            String told = redaction.text(text);
            throw new ToolFault(
                    ToolFault.Kind.REFUSED, told.isEmpty() ? "the tool says that it failed" : shortened(told));
        }
        JsonNode content =
                result.structuredContent() == null ? content(text) : JSON.valueToTree(result.structuredContent());
        return new ToolAnswer(content, result.structuredContent() == null ? warnings(contents) : List.of());
    }

    private static Optional<String> text(McpSchema.Content content) {
        return switch (content) {
            case McpSchema.TextContent text -> Optional.of(text.text());
            case McpSchema.EmbeddedResource resource
            when resource.resource() instanceof McpSchema.TextResourceContents text -> Optional.of(text.text());
            default -> Optional.empty();
        };
    }

    private static JsonNode content(String text) {
        if (text.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return JSON.readTree(text);
            } catch (JacksonException words) {
                return words(text);
            }
        }
        return words(text);
    }

    private static JsonNode words(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    private static List<String> warnings(List<McpSchema.Content> contents) {
        String left = contents.stream()
                .filter(content -> text(content).isEmpty())
                .flatMap(content -> Stream.of(content.type()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return left.isEmpty() ? List.of() : List.of("Of the answer this was left out, which is no text: " + left + ".");
    }

    static String shortened(String message) {
        return message.length() <= LONGEST_ERROR ? message : message.substring(0, LONGEST_ERROR) + "…";
    }
}
