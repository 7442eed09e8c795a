package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code deepgram}: speech to text by Deepgram, streamed. */
public final class DeepgramEarsDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.STT;
    }

    @Override
    public String name() {
        return "deepgram";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(DeepgramEarsDescriptor.class, "deepgram-ears.schema.json");
    }

    /** Its models know many languages, and each model others. */
    @Override
    public Set<String> languages() {
        return Set.of();
    }
}
