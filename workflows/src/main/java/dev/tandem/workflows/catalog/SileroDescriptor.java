package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code silero}: voice activity detection in process. */
public final class SileroDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.VAD;
    }

    @Override
    public String name() {
        return "silero";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(SileroDescriptor.class, "silero.schema.json");
    }

    @Override
    public Set<String> languages() {
        return Set.of();
    }
}
