package dev.tandem.workflows.protocol;

import tools.jackson.databind.JsonNode;

/**
 * A tool that the model asks for.
 *
 * @param key {@code <call>/<turn>/<step>/<ordinal>}: one key has one effect; http tools get it as Idempotency-Key
 * @param name the tool's name in the active agent
 * @param arguments a JSON object
 */
public record ToolCall(String key, String name, JsonNode arguments) {}
