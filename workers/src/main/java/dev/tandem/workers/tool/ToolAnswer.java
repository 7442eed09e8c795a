package dev.tandem.workers.tool;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The answer of a tool.
 *
 * @param content the whole answer; JSON null if it is empty
 * @param warnings sentences for the author of the document: what the tool let pass
 */
public record ToolAnswer(JsonNode content, List<String> warnings) {

    public ToolAnswer {
        warnings = List.copyOf(warnings);
    }

    public static ToolAnswer of(JsonNode content) {
        return new ToolAnswer(content, List.of());
    }
}
