package dev.tandem.plugins;

import dev.tandem.plugin.ModelType;
import dev.tandem.workflows.catalog.ProviderDescriptor;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A language model of a plugin, with what the publish gate wants to know of it. */
public record LoadedModel(String name, JsonNode configSchema, Set<String> languages, ModelType type)
        implements ProviderDescriptor {

    public LoadedModel {
        languages = Set.copyOf(languages);
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }
}
