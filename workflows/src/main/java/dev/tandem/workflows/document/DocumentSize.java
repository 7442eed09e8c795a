package dev.tandem.workflows.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Refuses a document that is too large or too deep before any code walks it recursively. */
public final class DocumentSize {

    /** The most bytes of a document with its tools of the library written out, as it is sent to calls. */
    public static final int MOST_BYTES = 1 << 20;

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

    /** Counts the bytes of a document that is not too deep, as it is sent: in UTF-8, without whitespace. */
    public static long bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8).length;
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
