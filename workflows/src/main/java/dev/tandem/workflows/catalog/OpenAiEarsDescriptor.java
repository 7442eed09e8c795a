package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code openai}: speech to text by OpenAI, utterance by utterance. */
public final class OpenAiEarsDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.STT;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(OpenAiEarsDescriptor.class, "openai-ears.schema.json");
    }

    /** Its models know many languages, and each model others. */
    @Override
    public Set<String> languages() {
        return Set.of();
    }
}
