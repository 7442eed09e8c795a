package dev.tandem.api.version;

import dev.tandem.api.problem.ApiProblem;
import dev.tandem.workflows.graph.DocumentIds;
import dev.tandem.workflows.graph.Problem;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A configuration document on its way into a draft, which may still be broken. */
final class Documents {

    private Documents() {}

    /**
     * With an id for every agent, tool and path that has none.
     *
     * @throws ApiProblem 422 if it is not even an object
     */
    static JsonNode complete(JsonNode document) {
        if (!document.isObject()) {
            throw ApiProblem.invalidRequest(
                    List.of(new Problem("wrong_type", "/config", "The configuration is a JSON object.")));
        }
        return DocumentIds.complete(document, () -> UUID.randomUUID().toString());
    }
}
