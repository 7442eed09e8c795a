package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code openai}: text to speech by OpenAI, or by a service that speaks its API. */
public final class OpenAiVoiceDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.TTS;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(OpenAiVoiceDescriptor.class, "openai-voice.schema.json");
    }

    /** Its models know many languages, and each model others. */
    @Override
    public Set<String> languages() {
        return Set.of();
    }

    @Override
    public boolean namesModel(String text) {
        return text.startsWith("tts-") || text.startsWith("gpt-");
    }
}
