package dev.tandem.bench.turn;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModelProvider;

/** Says the same words at every turn, at once. */
final class ScriptedModel implements LanguageModel, LanguageModelProvider {

    static final String NAME = "scripted";

    private final String words;

    ScriptedModel(String words) {
        this.words = words;
    }

    @Override
    public void answer(Request request, Sink sink) {
        sink.text(words);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LanguageModel open() {
        return this;
    }

    @Override
    public void close() {}
}
