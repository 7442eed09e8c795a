package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModelProvider;

/** Provides the model of {@code "llm": {"provider": "builtin"}}. */
public final class BuiltinProvider implements LanguageModelProvider {

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public LanguageModel open() {
        return new BuiltinModel();
    }
}
