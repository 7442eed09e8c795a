package dev.tandem.workflows.gate;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The workspace of an organization. The publish gate checks a document against it.
 *
 * @param settings workspace variables that are not secret, by name
 * @param secrets names of those that are
 * @param tools the tool library, by {@code tool_type}
 */
public record Workspace(Map<String, JsonNode> settings, Set<String> secrets, Map<String, ToolDefinition> tools) {

    /** The workspace of an organization that has neither variables nor a tool library. */
    public static final Workspace EMPTY = new Workspace(Map.of(), Set.of(), Map.of());

    public Workspace {
        settings = Map.copyOf(settings);
        secrets = Set.copyOf(secrets);
        tools = Map.copyOf(tools);
    }
}
