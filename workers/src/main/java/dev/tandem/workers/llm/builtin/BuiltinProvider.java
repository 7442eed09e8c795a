package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import org.jspecify.annotations.Nullable;

/** {@code "llm": {"provider": "builtin"}}. The embedding model is loaded when it is first needed. */
public final class BuiltinProvider implements Provider<LanguageModel> {

    private @Nullable BuiltinModel loaded;

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public boolean isBilled() {
        return false;
    }

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public LanguageModel open(ProviderConfig config) {
        return model();
    }

    @Override
    public void warmUp() {
        var _ = model();
    }

    private synchronized BuiltinModel model() {
        BuiltinModel model = loaded == null ? new BuiltinModel() : loaded;
        loaded = model;
        return model;
    }
}
