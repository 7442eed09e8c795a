package dev.tandem.workflows.graph;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which provider does a job, and how.
 *
 * @param name as in the document: {@code builtin}, {@code local}, {@code openai} …
 * @param config the provider's whole object in the document, {@code provider} included
 */
public record ProviderConfig(String name, JsonNode config) {

    private static final String FALLBACKS = "fallbacks";

    /** Without the config, which may hold a key once its secrets are opened. */
    @Override
    public String toString() {
        return "ProviderConfig[" + name + "]";
    }

    /** The same without its fallbacks. */
    public ProviderConfig alone() {
        if (!(config instanceof ObjectNode object) || !object.has(FALLBACKS)) {
            return this;
        }
        ObjectNode rest = object.deepCopy();
        rest.remove(FALLBACKS);
        return new ProviderConfig(name, rest);
    }

    /** Whom to ask when this one fails, in this order; without fallbacks of their own. */
    public List<ProviderConfig> fallbacks() {
        return config.path(FALLBACKS).values().stream()
                .map(one -> new ProviderConfig(one.path("provider").asString(""), one).alone())
                .toList();
    }

    /** A number from the config, or {@code otherwise} where it says nothing. */
    public double number(String field, double otherwise) {
        return config.path(field).asDouble(otherwise);
    }

    public String text(String field, String otherwise) {
        return config.path(field).asString(otherwise);
    }
}
