package dev.tandem.workers.think;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Collects what a model asked for while it answered. */
public final class ModelAnswer {

    public record Asked(String name, JsonNode arguments) {}

    /**
     * Characters of one answer that are spoken: 500 words, three minutes. It ends with the sentence in which it reaches
     * them, or after {@link #MOST_BEHIND} more.
     */
    static final int MOST_TEXT = 3_000;

    private static final int MOST_BEHIND = 500;

    /** Number of things that a model may ask for in one answer, and the characters of all their arguments as JSON. */
    private static final int MOST_ASKED = 32;

    private static final int MOST_ARGUMENTS = 64 * 1024;

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final PlainSpeech plain;
    private int characters;
    private boolean sentenceOver;
    private volatile boolean full;
    private volatile boolean spoke;
    private volatile LanguageModel.FinishReason finish = LanguageModel.FinishReason.STOP;

    public ModelAnswer() {
        this(new PlainSpeech(Set.of(), ""));
    }

    /** @param plain makes words of what the model writes */
    ModelAnswer(PlainSpeech plain) {
        this.plain = plain;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Whether it has a word that can be spoken. */
    boolean spoke() {
        return spoke;
    }

    /** Whether it is as long as an answer may be. What the model still writes is left out. */
    boolean full() {
        return full;
    }

    /** Returns the tool that was written as text instead of being called, if one was. */
    Optional<String> written() {
        return plain.written();
    }

    /** Returns why the answer ended; {@code STOP} if the model does not say. */
    LanguageModel.FinishReason finish() {
        return finish;
    }

    void ask(String name, JsonNode arguments) {
        asked.add(new Asked(name, arguments));
    }

    boolean noted() {
        return asked.stream().anyMatch(one -> one.name().equals(Prompts.SET_VARIABLES));
    }

    /** Whether it asks for nothing but to note variables. */
    boolean onlyNoted() {
        return asked.stream().allMatch(one -> one.name().equals(Prompts.SET_VARIABLES));
    }

    /** Follows an answer as it comes. */
    interface Listener {

        /** Something came. */
        void sign();

        /** Takes words that can be spoken. */
        void words(String words);

        /** The answer is as long as one may be. */
        void enough();
    }

    LanguageModel.Sink sink(Listener listener) {
        return new LanguageModel.Sink() {
            private int argumentCharacters;

            @Override
            public void text(String delta) {
                listener.sign();
                if (!full) {
                    pass(plain.add(delta), listener);
                }
            }

            @Override
            public void toolCall(String name, JsonNode arguments) {
                argumentCharacters += arguments.toString().length();
                if (asked.size() == MOST_ASKED || argumentCharacters > MOST_ARGUMENTS) {
                    throw new ModelException("the model asks for more than a turn may have", false);
                }
                ask(name, arguments);
            }

            @Override
            public void finished(LanguageModel.FinishReason reason) {
                finish = reason;
            }
        };
    }

    /** Hands over what was held back, because the answer is complete. */
    void finish(Listener listener) {
        if (!full) {
            pass(plain.finish(), listener);
        }
    }

    private void pass(String words, Listener listener) {
        int end = end(words);
        if (end > 0) {
            String spoken = words.substring(0, end);
            characters += end;
            spoke = spoke || spoken.chars().anyMatch(Character::isLetterOrDigit);
            listener.words(spoken);
        }
        if (full) {
            listener.enough();
        }
    }

    /** Returns how many characters of these words the answer still has room for. */
    private int end(String words) {
        for (int at = 0; at < words.length(); at++) {
            int length = characters + at;
            char c = words.charAt(at);
            if (length >= MOST_TEXT + MOST_BEHIND
                    || (length >= MOST_TEXT && sentenceOver && Character.isWhitespace(c))) {
                full = true;
                return at;
            }
            sentenceOver = ".!?…".indexOf(c) >= 0;
        }
        return words.length();
    }
}
