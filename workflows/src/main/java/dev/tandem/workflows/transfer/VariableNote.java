package dev.tandem.workflows.transfer;

import tools.jackson.databind.JsonNode;

/**
 * A value that the model noted.
 *
 * @param raw as the caller said it
 * @param value normalised by the variable's type
 */
public record VariableNote(String name, String raw, JsonNode value, boolean confirmed) {}
