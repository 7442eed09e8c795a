package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code anthropic}: Claude. */
public final class AnthropicModelDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(AnthropicModelDescriptor.class, "anthropic-model.schema.json");
    }

    @Override
    public Set<String> languages() {
        return Set.of();
    }
}
