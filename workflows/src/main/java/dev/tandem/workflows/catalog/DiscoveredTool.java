package dev.tandem.workflows.catalog;

import tools.jackson.databind.JsonNode;

/**
 * What a tool's server says of it when a version is published.
 *
 * @param description for the model; empty: it says none
 * @param parameters JSON Schema of the arguments
 * @param sha256 of the schemas of arguments and answers; when it has changed, the tool is another one
 */
public record DiscoveredTool(String description, JsonNode parameters, String sha256) {}
