package dev.tandem.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a tool.
 *
 * @param content plain values, at most 1 MiB as JSON; null: the tool has nothing to say
 * @param warnings sentences for the author of the document, recorded with the call
 */
public record ToolReply(@Nullable Object content, List<String> warnings) {

    public ToolReply {
        warnings = List.copyOf(warnings);
    }

    /** Creates an answer without warnings. */
    public static ToolReply of(@Nullable Object content) {
        return new ToolReply(content, List.of());
    }
}
