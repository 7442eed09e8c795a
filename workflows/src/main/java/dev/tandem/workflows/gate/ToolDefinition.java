package dev.tandem.workflows.gate;

import dev.tandem.workflows.graph.Tool;
import tools.jackson.databind.JsonNode;

/**
 * An entry of the organization's tool library: says once for all agents what a {@code tool_type} of its documents is.
 *
 * @param adapter the tool type that runs it: {@code http}
 * @param config the adapter's configuration; what a tool of a document writes into its own {@code config} wins
 * @param parameters JSON Schema of its arguments
 * @param description as the model sees it, for tools that have none of their own
 */
public record ToolDefinition(
        String adapter, JsonNode config, JsonNode parameters, String description, Tool.SideEffect sideEffect) {}
