package dev.tandem.workflows.gate;

import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.catalog.McpToolDescriptor;
import dev.tandem.workflows.catalog.ToolTypeDescriptor;
import dev.tandem.workflows.document.DocumentLimits;
import dev.tandem.workflows.document.DocumentSchema;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes out what servers say of tools whose type publishing discovers. */
public final class DiscoveredTools {

    private static final Set<String> TYPES = ToolTypeDescriptor.installed().stream()
            .filter(ToolTypeDescriptor::isDiscovered)
            .map(ToolTypeDescriptor::name)
            .collect(Collectors.toUnmodifiableSet());

    private DiscoveredTools() {}

    /**
     * A tool that is to be asked about.
     *
     * @param key {@code <agent's id>/<tool's name>}
     * @param pointer to the tool in the document
     */
    public record Asked(String key, String pointer, Tool tool) {}

    /** Returns the tools of a document that are to be asked about; none if it has faults anyway. */
    public static List<Asked> in(JsonNode document, Workspace workspace) {
        JsonNode current = DocumentSchema.current(document);
        if (!(LibraryTools.written(current, workspace.tools()) instanceof LibraryTools.Written.Whole(JsonNode whole))
                || discoverable(whole).isEmpty()
                || !PublishGate.check(document, workspace).passed()
                || !(GraphDocument.parse(whole) instanceof GraphDocument.Result.Sound sound)) {
            return List.of();
        }
        return asked(whole, sound.graph());
    }

    private static List<Asked> asked(JsonNode document, AgentGraph graph) {
        List<Asked> asked = new ArrayList<>();
        for (Place place : discoverable(document)) {
            String[] key = key(document, place).split("/", 2);
            find(graph, key[0], key[1])
                    .ifPresent(tool -> asked.add(new Asked(key[0] + "/" + key[1], place.pointer(), tool)));
        }
        return asked;
    }

    private static Optional<Tool> find(AgentGraph graph, String agent, String tool) {
        return graph.agents().stream()
                .filter(one -> one.id().equals(agent))
                .map(Agent::tools)
                .flatMap(List::stream)
                .filter(one -> one.name().equals(tool))
                .findFirst();
    }

    private static List<Place> discoverable(JsonNode document) {
        return new Place(document, "")
                .field("agents")
                .entries()
                .flatMap(agent -> agent.field("tools").entries())
                .filter(tool -> TYPES.contains(tool.field("tool_type").node().asString("")))
                .toList();
    }

    /** Returns the key of a tool, by the pointer {@code /agents/<n>/tools/<m>}. */
    private static String key(JsonNode document, Place tool) {
        String[] steps = tool.pointer().split("/", -1);
        String agent = document.path("agents")
                .path(Integer.parseInt(steps[2]))
                .path("id")
                .asString("");
        String type = tool.field("tool_type").node().asString("");
        return agent + "/" + tool.field("name").node().asString(type);
    }

    /** Returns a document, whose tools of the library are written out, with what the servers said of its tools. */
    static JsonNode writtenInto(JsonNode document, Map<String, DiscoveredTool> found) {
        return each(document, found, DiscoveredTools::describe);
    }

    /** Works like {@link #writtenInto}, and adds by what a call knows that a tool has changed since. */
    public static JsonNode frozenInto(JsonNode document, Map<String, DiscoveredTool> found) {
        return each(document, found, (tool, discovered) -> {
            describe(tool, discovered);
            if (tool.path("config") instanceof ObjectNode config) {
                config.putObject(McpToolDescriptor.FROZEN).put("sha256", discovered.sha256());
            }
        });
    }

    private static JsonNode each(
            JsonNode document, Map<String, DiscoveredTool> found, BiConsumer<ObjectNode, DiscoveredTool> change) {
        if (found.isEmpty()) {
            return document;
        }
        JsonNode copy = document.deepCopy();
        for (Place place : discoverable(copy)) {
            DiscoveredTool discovered = found.get(key(copy, place));
            if (discovered != null && place.node() instanceof ObjectNode tool) {
                change.accept(tool, discovered);
            }
        }
        return copy;
    }

    /** What the author wrote wins. */
    private static void describe(ObjectNode tool, DiscoveredTool discovered) {
        if (tool.path("description").asString("").isBlank()) {
            tool.put("description", shortened(discovered.description()));
        }
        if (tool.path("parameters").isEmpty()) {
            tool.set("parameters", discovered.parameters().deepCopy());
        }
    }

    private static String shortened(String description) {
        return description.length() <= DocumentLimits.SENTENCES
                ? description
                : description.substring(0, DocumentLimits.SENTENCES - 1) + "…";
    }
}
