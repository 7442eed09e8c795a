package dev.tandem.workflows.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of a tool call.
 *
 * @param content the tool's answer as JSON; null unless {@code OK}
 * @param error a sentence for the model; null when {@code OK}
 * @param runs how often the tool was attempted
 * @param durationMs of the last attempt
 */
public record ToolResult(
        String key,
        String name,
        Status status,
        @Nullable JsonNode content,
        @Nullable String error,
        int runs,
        long durationMs) {

    public enum Status {
        OK,
        FAILED,
        /** Its worker died, or the caller interrupted it, under a tool with side effects: nobody knows whether it happened. */
        UNKNOWN,
        /** The caller interrupted it: it had not begun, or does not matter half done. */
        CANCELLED
    }
}
