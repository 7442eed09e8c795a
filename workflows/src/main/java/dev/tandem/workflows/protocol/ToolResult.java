package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The result of a tool call.
 *
 * @param content the tool's answer as JSON; null unless {@code OK}
 * @param error a sentence for the model; null when {@code OK}
 * @param runs how often the tool was attempted
 * @param durationMs duration of the last attempt
 * @param assigned the values for the tool's {@code assign}, by variable, where the content is cut; null: the content
 *     has them
 * @param warnings sentences for the author of the document
 */
public record ToolResult(
        String key,
        String name,
        Status status,
        @Nullable JsonNode content,
        @Nullable String error,
        int runs,
        long durationMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, JsonNode> assigned,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

    /** Fills in the warnings, which a result of an earlier build lacks. */
    public ToolResult {
        warnings = Objects.requireNonNullElse(warnings, List.of());
        // A reader of JSON makes a node of null, and a failure must never look as if it had an answer.
        content = status == Status.OK ? content : null;
    }

    /** Creates a result whose content is whole. */
    public ToolResult(
            String key,
            String name,
            Status status,
            @Nullable JsonNode content,
            @Nullable String error,
            int runs,
            long durationMs) {
        this(key, name, status, content, error, runs, durationMs, null, List.of());
    }

    /** Returns what an answer holds for a variable: at the pointer in its content, or what was taken out of it. */
    public JsonNode valueFor(String variable, String pointer) {
        Map<String, JsonNode> taken = assigned;
        JsonNode answer = content;
        JsonNode missing = JsonNodeFactory.instance.missingNode();
        if (taken != null) {
            return taken.getOrDefault(variable, missing);
        }
        return answer == null ? missing : answer.at(pointer);
    }

    public enum Status {
        OK,
        FAILED,
        /** A tool with side effects lost its worker, or the caller interrupted it: it is not known whether it acted. */
        UNKNOWN,
        /** The caller interrupted it. It had not begun, or stopping it halfway does no harm. */
        CANCELLED
    }
}
