package dev.tandem.api.version;

import dev.tandem.api.http.json.DocumentSizeLimit;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.DocumentIds;
import dev.tandem.workflows.document.DocumentSchema;
import dev.tandem.workflows.document.DraftBounds;
import dev.tandem.workflows.document.Problem;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Prepares a configuration document for a draft, which may still have faults. */
final class Documents {

    private Documents() {}

    /**
     * Upgrades a document to today's schema, and gives an id to every agent, tool and path that has none.
     *
     * @throws ApiProblem 413 if it is too large, 422 if it is not an object, is too deep or has too many parts
     */
    static JsonNode complete(JsonNode document) {
        if (!document.isObject()) {
            throw ApiProblem.invalidRequest(
                    List.of(new Problem("wrong_type", "/config", "The configuration must be a JSON object.")));
        }
        DocumentSizeLimit.check(document);
        DraftBounds.excess(document).ifPresent(excess -> {
            throw ApiProblem.invalidRequest(
                    List.of(new Problem(excess.code(), "/config" + excess.pointer(), excess.message())));
        });
        return DocumentIds.complete(
                DocumentSchema.current(document), () -> UUID.randomUUID().toString());
    }
}
