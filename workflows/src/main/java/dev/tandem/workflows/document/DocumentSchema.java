package dev.tandem.workflows.document;

import dev.tandem.workflows.document.upcast.Upcasters;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Knows the schema version that documents are written in today. */
public final class DocumentSchema {

    /** The schema version of documents that are written today. */
    public static final int VERSION = Upcasters.CURRENT;

    private DocumentSchema() {}

    /**
     * Converts a document of an older schema to today's. A document that has today's schema, a newer one, or is too
     * large is returned as it is. Fields that no schema knows stay.
     */
    public static JsonNode current(JsonNode document) {
        return DocumentSize.excess(document).isPresent() ? document : Upcasters.current(document);
    }

    /** Reports a document whose schema is newer than this build; empty: this build can read it. */
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
