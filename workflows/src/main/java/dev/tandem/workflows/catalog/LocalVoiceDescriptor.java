package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code local}: text to speech in process. */
public final class LocalVoiceDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.TTS;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(LocalVoiceDescriptor.class, "local-voice.schema.json");
    }

    @Override
    public Set<String> languages() {
        return Set.of("en");
    }
}
