package dev.tandem.workflows.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The result of making a summary.
 *
 * @param text null: there is none
 * @param fault why there is none, for operators; null: there is one
 */
public record ConversationSummary(
        @Nullable String text, @Nullable String fault, long durationMs) {

    public static ConversationSummary of(String text, long durationMs) {
        return new ConversationSummary(text, null, durationMs);
    }

    public static ConversationSummary failed(String why, long durationMs) {
        return new ConversationSummary(null, why, durationMs);
    }
}
