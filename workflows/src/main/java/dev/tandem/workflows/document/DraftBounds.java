package dev.tandem.workflows.document;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Refuses a draft that is too large, too deep to be walked, or has so many parts that storing it takes seconds. */
public final class DraftBounds {

    /** The most agents, tools, paths and variables together. */
    public static final int MOST_PARTS = 10_000;

    private DraftBounds() {}

    /** Returns why the document cannot be stored; empty: it can, whether it is right or wrong. */
    public static Optional<Problem> excess(JsonNode document) {
        return DocumentSize.excess(document).or(() -> tooManyParts(document));
    }

    private static Optional<Problem> tooManyParts(JsonNode document) {
        long parts = entries(document, "variables").count()
                + entries(document, "agents")
                        .mapToLong(DraftBounds::partsOfAgent)
                        .sum();
        return parts <= MOST_PARTS
                ? Optional.empty()
                : Optional.of(new Problem(
                        "too_many",
                        "/agents",
                        "The document has " + parts + " agents, tools, paths and variables; at most " + MOST_PARTS
                                + ". Divide it into several workflows."));
    }

    private static long partsOfAgent(JsonNode agent) {
        return 1
                + entries(agent, "tools").count()
                + entries(agent, "paths")
                        .mapToLong(
                                path -> 1 + entries(path, "required_variables").count())
                        .sum();
    }

    private static Stream<JsonNode> entries(JsonNode owner, String list) {
        JsonNode entries = owner.path(list);
        return entries.isArray() ? entries.values().stream() : Stream.empty();
    }
}
