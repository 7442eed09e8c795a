package dev.tandem.workers.think;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Collects what a model asked for while it answered. */
public final class ModelAnswer {

    public record Asked(String name, JsonNode arguments) {}

    /** Characters of one answer that are spoken: half an hour of speech. What comes after them is left out. */
    static final int MOST_TEXT = 30_000;

    /** Number of things that a model may ask for in one answer, and the characters of all their arguments as JSON. */
    private static final int MOST_ASKED = 32;

    private static final int MOST_ARGUMENTS = 64 * 1024;

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
            private int characters;
            private int argumentCharacters;

            @Override
            public void text(String delta) {
                spoke = spoke || !delta.isBlank();
                int left = MOST_TEXT - characters;
                if (left > 0) {
                    characters += delta.length();
                    text.accept(delta.length() <= left ? delta : delta.substring(0, left));
                }
            }

            @Override
            public void toolCall(String name, JsonNode arguments) {
                argumentCharacters += arguments.toString().length();
                if (asked.size() == MOST_ASKED || argumentCharacters > MOST_ARGUMENTS) {
                    throw new ModelException("the model asks for more than a turn may have", false);
                }
                asked.add(new Asked(name, arguments));
            }

            @Override
            public void finished(LanguageModel.FinishReason reason) {
                finish = reason;
            }
        };
    }
}
