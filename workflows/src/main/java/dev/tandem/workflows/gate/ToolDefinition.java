package dev.tandem.workflows.gate;

import dev.tandem.workflows.graph.Tool;
import tools.jackson.databind.JsonNode;

/**
 * An entry of the organization's tool library. It describes once, for all agents, what a {@code tool_type} of its
 * documents is.
 *
 * @param adapter the tool type that runs it: {@code http}
 * @param config the adapter's configuration; what a tool of a document writes into its own {@code config} wins
 * @param parameters JSON Schema of its arguments
 * @param description what the model sees, for tools that have no description of their own
 */
public record ToolDefinition(
        String adapter, JsonNode config, JsonNode parameters, String description, Tool.SideEffect sideEffect) {}
