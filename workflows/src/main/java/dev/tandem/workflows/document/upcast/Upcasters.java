package dev.tandem.workflows.document.upcast;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The chain of upcasters. */
public final class Upcasters {

    private static final String SCHEMA_VERSION = "schema_version";

    /** In order: each reads what the one before has written. */
    private static final List<Upcaster> CHAIN = List.of(new FromVersion0(), new FromVersion1());

    /** The schema version of what is written today. */
    public static final int CURRENT = CHAIN.getLast().from() + 1;

    private Upcasters() {}

    /** The version that a document says it has; one that says nothing is of version 0. */
    public static JsonNode version(JsonNode document) {
        JsonNode version = document.path(SCHEMA_VERSION);
        return version.isMissingNode() || version.isNull() ? JsonNodeFactory.instance.numberNode(0) : version;
    }

    /** A document of an older version in the current one; any other as it is. The document itself is not changed. */
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

    /** A copy that says the current version, first of its members. */
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
