package dev.tandem.workflows.document.upcast;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds the chain of upcasters. */
public final class Upcasters {

    private static final String SCHEMA_VERSION = "schema_version";

    /** The upcasters in order: each reads what the one before has written. */
    private static final List<Upcaster> CHAIN = List.of(new FromVersion0(), new FromVersion1());

    /** The schema version of documents that are written today. */
    public static final int CURRENT = CHAIN.getLast().from() + 1;

    private Upcasters() {}

    /** Returns the version that a document gives. A document that gives none has version 0. */
    public static JsonNode version(JsonNode document) {
        JsonNode version = document.path(SCHEMA_VERSION);
        return version.isMissingNode() || version.isNull() ? JsonNodeFactory.instance.numberNode(0) : version;
    }

    /**
     * Converts a document of an older version to the current one, and returns any other as it is. The document itself
     * is not changed.
     */
    public static JsonNode current(JsonNode document) {
        JsonNode version = version(document);
        boolean isOlder = version.isIntegralNumber()
                && version.canConvertToInt()
                && version.intValue() >= 0
                && version.intValue() < CURRENT;
        return isOlder && document instanceof ObjectNode object ? lifted(object, version.intValue()) : document;
    }

    private static ObjectNode lifted(ObjectNode document, int version) {
        ObjectNode lifted = marked(document);
        for (Upcaster step : CHAIN.subList(version, CHAIN.size())) {
            lifted = step.lift(lifted);
        }
        return lifted;
    }

    /** Returns a copy that gives the current version as its first member. */
    private static ObjectNode marked(ObjectNode document) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode().put(SCHEMA_VERSION, CURRENT);
        document.forEachEntry((name, value) -> {
            if (!name.equals(SCHEMA_VERSION)) {
                copy.set(name, value);
            }
        });
        return copy;
    }
}
