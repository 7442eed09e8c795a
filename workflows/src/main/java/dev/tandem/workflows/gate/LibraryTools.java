package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.DocumentSize;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problem;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes out tools that a document takes from its organization's library by naming one in {@code tool_type}. */
public final class LibraryTools {

    private static final String TOOL_TYPE = "tool_type";

    private LibraryTools() {}

    /** Returns the {@code tool_type}s that a document names, whether they are in the library or not. */
    public static Set<String> named(JsonNode document) {
        return tools(document)
                .map(tool -> tool.node().path(TOOL_TYPE).asString(""))
                .collect(Collectors.toSet());
    }

    /** The result of writing a document's tools out, as the gate checks it. */
    sealed interface Written {

        record Whole(JsonNode document) implements Written {}

        record TooLarge(Problem problem) implements Written {}
    }

    /** So much larger than a document a result is not even made, to be measured. */
    private static final long HOPELESS = 4L * DocumentSize.MOST_BYTES;

    /**
     * Writes the tools out, and measures what is sent to calls. The result is estimated first, because many tools of a
     * small document may have one large type.
     */
    static Written written(JsonNode document, Map<String, ToolDefinition> library) {
        if (DocumentSize.excess(document).isPresent()) {
            return new Written.Whole(document);
        }
        Map<String, Long> sizes = library.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> size(entry.getValue())));
        long estimate = DocumentSize.bytes(document)
                + tools(document)
                        .mapToLong(tool ->
                                sizes.getOrDefault(tool.node().path(TOOL_TYPE).asString(""), 0L))
                        .sum();
        if (estimate > HOPELESS) {
            return tooLarge();
        }
        JsonNode whole = writtenOut(document, library);
        return DocumentSize.bytes(whole) <= DocumentSize.MOST_BYTES ? new Written.Whole(whole) : tooLarge();
    }

    private static Written tooLarge() {
        return new Written.TooLarge(new Problem(
                "too_large",
                "",
                "With its tools of the library written out the document has more than 1 MiB of UTF-8; divide it into"
                        + " several workflows, or shorten those tools."));
    }

    private static long size(ToolDefinition definition) {
        return DocumentSize.bytes(definition.config())
                + DocumentSize.bytes(definition.parameters())
                + DocumentSize.bytes(JsonNodeFactory.instance.stringNode(definition.description()));
    }

    private static Stream<Place> tools(JsonNode document) {
        return new Place(document, "")
                .field("agents")
                .entries()
                .flatMap(agent -> agent.field("tools").entries());
    }

    /** Returns the document with each tool of the library written out. The document itself is not changed. */
    public static JsonNode writtenOut(JsonNode document, Map<String, ToolDefinition> library) {
        JsonNode copy = document.deepCopy();
        tools(copy).forEach(place -> {
            ToolDefinition definition = library.get(place.node().path(TOOL_TYPE).asString(""));
            if (definition != null && place.node() instanceof ObjectNode tool) {
                writeOut(tool, definition);
            }
        });
        return copy;
    }

    private static void writeOut(ObjectNode tool, ToolDefinition definition) {
        if (isUnsaid(tool, "name")) {
            tool.set("name", tool.path(TOOL_TYPE));
        }
        if (isUnsaid(tool, "description")) {
            tool.put("description", definition.description());
        }
        if (isUnsaid(tool, "side_effect")) {
            tool.put("side_effect", definition.sideEffect().wireName());
        }
        tool.set("parameters", definition.parameters().deepCopy());
        tool.set("config", merged(definition.config(), tool.path("config")));
        tool.put(TOOL_TYPE, definition.adapter());
    }

    private static boolean isUnsaid(ObjectNode tool, String field) {
        return tool.path(field).isMissingNode() || tool.path(field).isNull();
    }

    /**
     * Merges a tool's config with that of the library. Objects are merged at any depth; for any other value the tool's
     * own wins.
     */
    private static JsonNode merged(JsonNode library, JsonNode own) {
        if (own.isMissingNode() || own.isNull()) {
            return library.deepCopy();
        }
        if (!(library instanceof ObjectNode base) || !(own instanceof ObjectNode over)) {
            return own;
        }
        ObjectNode both = base.deepCopy();
        over.properties()
                .forEach(entry -> both.set(entry.getKey(), merged(base.path(entry.getKey()), entry.getValue())));
        return both;
    }
}
