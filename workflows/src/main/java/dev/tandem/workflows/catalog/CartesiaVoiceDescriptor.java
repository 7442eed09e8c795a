package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code cartesia}: text to speech by Cartesia. Its voices have UUIDs, and its models are called sonic. */
public final class CartesiaVoiceDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.TTS;
    }

    @Override
    public String name() {
        return "cartesia";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(CartesiaVoiceDescriptor.class, "cartesia-voice.schema.json");
    }

    /** Its models know many languages, and each model others. */
    @Override
    public Set<String> languages() {
        return Set.of();
    }

    @Override
    public boolean namesModel(String text) {
        return text.equals("sonic") || text.startsWith("sonic-");
    }
}
