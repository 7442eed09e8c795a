package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code local}: speech to text in process. */
public final class LocalEarsDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.STT;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(LocalEarsDescriptor.class, "local-ears.schema.json");
    }

    @Override
    public Set<String> languages() {
        return Set.of("en");
    }
}
