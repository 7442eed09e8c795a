package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code assemblyai}: speech to text by AssemblyAI, streamed. */
public final class AssemblyAiEarsDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.STT;
    }

    @Override
    public String name() {
        return "assemblyai";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(AssemblyAiEarsDescriptor.class, "assemblyai-ears.schema.json");
    }

    /** Those of Universal-Streaming, English and multilingual. */
    @Override
    public Set<String> languages() {
        return Set.of("en", "es", "fr", "de", "it", "pt");
    }
}
