package dev.tandem.api.http.json;

import dev.tandem.api.http.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** Limits the size of a configuration document. */
public final class DocumentSizeLimit {

    /** Most bytes of a document: 1 MiB of UTF-8 without insignificant white space. */
    public static final int MAX_BYTES = 1 << 20;

    /** Most bytes of a body: a document of the greatest size and the rest of its request. */
    public static final int MAX_BODY_BYTES = MAX_BYTES + 4096;

    private DocumentSizeLimit() {}

    /** @throws ApiProblem 413 if the document is larger */
    public static void check(JsonNode document) {
        int size = document.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            throw ApiProblem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "content-too-large",
                    "The document has " + size + " bytes; it may have " + MAX_BYTES + ".");
        }
    }
}
