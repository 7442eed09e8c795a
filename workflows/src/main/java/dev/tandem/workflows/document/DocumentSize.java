package dev.tandem.workflows.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Refuses a document that is too large or too deep before any code walks it recursively. */
public final class DocumentSize {

    /** The most characters of a document written without whitespace. Its bytes in UTF-8 are at least as many. */
    public static final int MOST_CHARACTERS = 1 << 20;

    public static final int DEEPEST = 100;

    private record Level(JsonNode node, int depth) {}

    private DocumentSize() {}

    public static Optional<Problem> excess(JsonNode document) {
        return excess(document, MOST_CHARACTERS);
    }

    public static Optional<Problem> excess(JsonNode document, int mostCharacters) {
        long characters = 0;
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(document, 1));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth() > DEEPEST) {
                return Optional.of(new Problem(
                        "too_deep",
                        "",
                        "The document nests deeper than " + DEEPEST + " levels; flatten it (metadata, config or"
                                + " parameters)."));
            }
            characters += charactersOf(level.node());
            if (characters > mostCharacters) {
                return Optional.of(new Problem(
                        "too_large",
                        "",
                        "The document is larger than 1 MiB; divide it into several workflows, or shorten its texts."));
            }
            level.node().values().forEach(child -> open.push(new Level(child, level.depth() + 1)));
        }
        return Optional.empty();
    }

    /** Counts the characters of a document that is not too deep. */
    public static long characters(JsonNode document) {
        return new Place(document, "")
                .descendants()
                .mapToLong(place -> charactersOf(place.node()))
                .sum();
    }

    /**
     * Counts at least two characters for a container or string, and one for each value and comma. The result is never
     * more than what is written.
     */
    private static long charactersOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> 2L + node.stringValue().length();
            case OBJECT ->
                1L
                        + node.propertyNames().stream()
                                .mapToLong(name -> name.length() + 4L)
                                .sum();
            case ARRAY -> 1L + node.size();
            case NUMBER, BOOLEAN, NULL, BINARY, POJO, MISSING -> 1L;
        };
    }
}
