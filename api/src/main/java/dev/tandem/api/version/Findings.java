package dev.tandem.api.version;

import dev.tandem.workflows.graph.GraphDocument;
import dev.tandem.workflows.graph.Problem;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the publish gate finds in a document.
 *
 * @param valid whether it may be published
 * @param problems why not
 * @param warnings what a careful author would look at
 */
record Findings(boolean valid, List<Problem> problems, List<Problem> warnings) {

    static Findings in(JsonNode document) {
        return switch (GraphDocument.parse(document)) {
            case GraphDocument.Result.Sound sound -> new Findings(true, List.of(), sound.warnings());
            case GraphDocument.Result.Faulty faulty -> new Findings(false, faulty.problems(), List.of());
        };
    }
}
