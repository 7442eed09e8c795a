package dev.tandem.workflows.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The result of a tool call.
 *
 * @param content the tool's answer as JSON; null unless {@code OK}
 * @param error a sentence for the model; null when {@code OK}
 * @param runs how often the tool was attempted
 * @param durationMs duration of the last attempt
 */
public record ToolResult(
        String key,
        String name,
        Status status,
        @Nullable JsonNode content,
        @Nullable String error,
        int runs,
        long durationMs) {

    public ToolResult {
        // A reader of JSON makes a node of null, and a failure must never look as if it had an answer.
        content = status == Status.OK ? content : null;
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
