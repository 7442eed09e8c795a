package dev.tandem.workflows.graph;

import tools.jackson.databind.JsonNode;

/**
 * A provider with its configuration.
 *
 * @param name as in the document: {@code builtin}, {@code local}, {@code openai} …
 * @param config the provider's whole object in the document, {@code provider} included
 */
public record Provider(String name, JsonNode config) {

    /** Leaves the config out, which may hold a key once its secrets are opened. */
    @Override
    public String toString() {
        return "Provider[" + name + "]";
    }

    /** Returns a number from the config, or {@code otherwise} if it has none. */
    public double number(String field, double otherwise) {
        return config.path(field).asDouble(otherwise);
    }

    public String text(String field, String otherwise) {
        return config.path(field).asString(otherwise);
    }
}
