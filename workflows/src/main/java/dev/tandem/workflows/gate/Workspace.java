package dev.tandem.workflows.gate;

import dev.tandem.workflows.catalog.DiscoveredTool;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The workspace of an organization. The publish gate checks a document against it.
 *
 * @param settings workspace variables that are not secret, by name
 * @param secrets names of those that are
 * @param tools the tool library, by {@code tool_type}
 * @param discovered what servers say of the document's tools, by {@link DiscoveredTools.Asked#key}; empty: nobody asked
 */
public record Workspace(
        Map<String, JsonNode> settings,
        Set<String> secrets,
        Map<String, ToolDefinition> tools,
        Map<String, DiscoveredTool> discovered) {

    /** The workspace of an organization that has neither variables nor a tool library. */
    public static final Workspace EMPTY = new Workspace(Map.of(), Set.of(), Map.of());

    public Workspace {
        settings = Map.copyOf(settings);
        secrets = Set.copyOf(secrets);
        tools = Map.copyOf(tools);
        discovered = Map.copyOf(discovered);
    }

    /** Returns a workspace of which no server was asked. */
    public Workspace(Map<String, JsonNode> settings, Set<String> secrets, Map<String, ToolDefinition> tools) {
        this(settings, secrets, tools, Map.of());
    }

    /** Returns the same with these tools of the library. */
    public Workspace withTools(Map<String, ToolDefinition> library) {
        return new Workspace(settings, secrets, library, discovered);
    }

    /** Returns the same with what servers say of the document's tools. */
    public Workspace with(Map<String, DiscoveredTool> found) {
        return new Workspace(settings, secrets, tools, found);
    }
}
