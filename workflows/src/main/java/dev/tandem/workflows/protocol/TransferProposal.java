package dev.tandem.workflows.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A path that the model proposes to take.
 *
 * @param arguments variables that the model fills, as a JSON object; may be empty
 * @param unclear arguments that could not be read as their variable's type: name to the reason, a clause that the model
 *     can act on; null: none
 */
public record TransferProposal(
        String pathId, JsonNode arguments, @Nullable Map<String, String> unclear) {

    public TransferProposal(String pathId, JsonNode arguments) {
        this(pathId, arguments, null);
    }

    public Map<String, String> refused() {
        return unclear == null ? Map.of() : unclear;
    }
}
