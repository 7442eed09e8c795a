package dev.tandem.workers.llm;

import dev.tandem.workers.provider.ProviderUsage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Keeps what a model said and asked for, in order. */
final class Answer implements LanguageModel.Sink {

    final List<String> parts = new CopyOnWriteArrayList<>();

    String words() {
        return String.join("", parts);
    }

    @Override
    public void text(String delta) {
        parts.add(delta);
    }

    @Override
    public void toolCall(String name, JsonNode arguments) {
        parts.add("[" + name + "]");
    }

    @Override
    public void usage(ProviderUsage.Tokens tokens) {
        parts.add("[" + tokens.output() + " tokens]");
    }

    @Override
    public void finished(LanguageModel.FinishReason reason) {
        parts.add("[" + reason + "]");
    }
}
