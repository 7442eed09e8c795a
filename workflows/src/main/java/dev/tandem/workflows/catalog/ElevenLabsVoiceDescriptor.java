package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code elevenlabs}: text to speech by ElevenLabs. All its models begin with {@code eleven_}. */
public final class ElevenLabsVoiceDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.TTS;
    }

    @Override
    public String name() {
        return "elevenlabs";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(ElevenLabsVoiceDescriptor.class, "elevenlabs-voice.schema.json");
    }

    /** Its models know many languages, and each model others. */
    @Override
    public Set<String> languages() {
        return Set.of();
    }

    @Override
    public boolean namesModel(String text) {
        return text.startsWith("eleven_");
    }
}
