package dev.tandem.api.version;

import dev.tandem.api.problem.ApiProblem;
import dev.tandem.workflows.graph.Problem;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A configuration document on its way into a draft, which may still be broken. */
final class Documents {

    private Documents() {}

    /** @throws ApiProblem 422 if it is not even an object */
    static JsonNode complete(JsonNode document) {
        if (!document.isObject()) {
            throw ApiProblem.invalidRequest(
                    List.of(new Problem("wrong_type", "/config", "The configuration is a JSON object.")));
        }
        return document;
    }
}
