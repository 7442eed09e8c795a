package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Describes {@code builtin}: the model that needs no key and no network. */
public final class BuiltinModelDescriptor implements ProviderDescriptor {

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public JsonNode configSchema() {
        return ConfigSchema.beside(BuiltinModelDescriptor.class, "builtin-model.schema.json");
    }

    @Override
    public Set<String> languages() {
        return Set.of("en");
    }
}
