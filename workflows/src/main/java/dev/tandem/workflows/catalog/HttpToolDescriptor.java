package dev.tandem.workflows.catalog;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code http}: one request to a customer's backend. */
public final class HttpToolDescriptor implements ToolTypeDescriptor {

    @Override
    public String name() {
        return "http";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(HttpToolDescriptor.class, "http-tool.schema.json");
    }

    @Override
    public Set<String> templatedFields() {
        return Set.of("url", "headers", "query", "body");
    }
}
