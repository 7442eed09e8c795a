package dev.tandem.bench.session;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;

/** Says the same at every turn, at once. */
public final class ScriptedModel implements LanguageModel, Provider<LanguageModel> {

    public static final String NAME = "scripted";

    private final String words;

    public ScriptedModel(String words) {
        this.words = words;
    }

    @Override
    public void answer(Request request, Sink sink) {
        sink.text(words);
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LanguageModel open(ProviderConfig config) {
        return this;
    }
}
