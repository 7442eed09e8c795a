package dev.tandem.workers.llm;

import dev.tandem.workers.live.ScriptedModel;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;

/** Gives a scripted model another name. */
record ScriptedProvider(String name, ScriptedModel model) implements Provider<LanguageModel> {

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public LanguageModel open(ProviderConfig config) {
        return model;
    }
}
