package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code openai}: OpenAI's models, and every server that speaks Chat Completions. */
public final class OpenAiModelDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(OpenAiModelDescriptor.class, "openai-model.schema.json");
    }

    @Override
    public Set<String> languages() {
        return Set.of();
    }
}
