package dev.tandem.workflows.document;

import dev.tandem.workflows.document.upcast.Upcasters;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The schema that documents are written for. */
public final class DocumentSchema {

    /** Version of what is written today. */
    public static final int VERSION = Upcasters.CURRENT;

    private DocumentSchema() {}

    /**
     * A document of an older schema in today's; one that is today's, newer, or too large comes back as it is. Fields
     * that no schema knows stay.
     */
    public static JsonNode current(JsonNode document) {
        return DocumentSize.excess(document).isPresent() ? document : Upcasters.current(document);
    }

    /** Empty if this build can read the document's schema. */
    public static Optional<Problem> newer(JsonNode document) {
        JsonNode version = Upcasters.version(document);
        boolean isNewer = version.isIntegralNumber() && version.asLong(Long.MAX_VALUE) > VERSION;
        return isNewer
                ? Optional.of(new Problem(
                        "newer_schema",
                        "/schema_version",
                        "The document has schema version " + version.asString() + "; this build reads up to " + VERSION
                                + ". Update Tandem, or write the document for version " + VERSION + "."))
                : Optional.empty();
    }
}
