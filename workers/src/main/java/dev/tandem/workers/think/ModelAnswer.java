package dev.tandem.workers.think;

import dev.tandem.workers.llm.LanguageModel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Collects what a model asked for while it answered. */
public final class ModelAnswer {

    public record Asked(String name, JsonNode arguments) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile boolean spoke;
    private volatile LanguageModel.FinishReason finish = LanguageModel.FinishReason.STOP;

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    boolean spoke() {
        return spoke;
    }

    /** Returns why the answer ended; {@code STOP} if the model does not say. */
    LanguageModel.FinishReason finish() {
        return finish;
    }

    boolean noted() {
        return asked.stream().anyMatch(one -> one.name().equals(Prompts.SET_VARIABLES));
    }

    LanguageModel.Sink sink(Consumer<String> text) {
        return new LanguageModel.Sink() {
            @Override
            public void text(String delta) {
                spoke = spoke || !delta.isBlank();
                text.accept(delta);
            }

            @Override
            public void toolCall(String name, JsonNode arguments) {
                asked.add(new Asked(name, arguments));
            }

            @Override
            public void finished(LanguageModel.FinishReason reason) {
                finish = reason;
            }
        };
    }
}
