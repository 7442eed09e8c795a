package dev.tandem.workflows.graph;

import tools.jackson.databind.JsonNode;

/**
 * Which provider does a job, and how.
 *
 * @param name as in the document: {@code builtin}, {@code local}, {@code openai} …
 * @param config the provider's whole object in the document, {@code provider} included
 */
public record ProviderConfig(String name, JsonNode config) {

    /** Without the config, which may hold a key once its secrets are opened. */
    @Override
    public String toString() {
        return "ProviderConfig[" + name + "]";
    }

    /** A number from the config, or {@code otherwise} where it says nothing. */
    public double number(String field, double otherwise) {
        return config.path(field).asDouble(otherwise);
    }

    public String text(String field, String otherwise) {
        return config.path(field).asString(otherwise);
    }
}
