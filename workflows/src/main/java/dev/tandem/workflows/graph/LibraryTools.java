package dev.tandem.workflows.graph;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools that a document takes from its organization's library, by naming one in {@code tool_type}. */
public final class LibraryTools {

    private static final String TOOL_TYPE = "tool_type";

    private LibraryTools() {}

    /** The {@code tool_type}s that a document names, of the library or not. */
    public static Set<String> named(JsonNode document) {
        return new Place(document, "")
                .field("agents")
                .entries()
                .flatMap(agent -> agent.field("tools").entries())
                .map(tool -> tool.node().path(TOOL_TYPE).asString(""))
                .collect(Collectors.toSet());
    }

    /** The document with each tool of the library written out; it is not changed itself. */
    public static JsonNode writtenOut(JsonNode document, Map<String, ToolDefinition> library) {
        JsonNode copy = document.deepCopy();
        new Place(copy, "")
                .field("agents")
                .entries()
                .flatMap(agent -> agent.field("tools").entries())
                .forEach(place -> {
                    ToolDefinition definition =
                            library.get(place.node().path(TOOL_TYPE).asString(""));
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

    /** Objects are merged, at any depth; of anything else the tool's own wins. */
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
