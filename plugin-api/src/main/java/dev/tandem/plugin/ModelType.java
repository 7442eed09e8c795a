package dev.tandem.plugin;

import java.util.Set;

/**
 * A language model, which documents name in {@code llm.provider}. Thread-safe: one serves all calls of a process.
 */
public interface ModelType {

    /**
     * Returns the name that documents give in {@code provider}: small letters, digits, {@code -} and {@code _}, at most
     * 64 characters. No built-in model and no other plugin has it.
     */
    String name();

    /**
     * Returns the JSON Schema (2020-12) of the whole {@code llm} object, {@code provider} included, as JSON. Publishing a
     * document checks it.
     */
    String configSchema();

    /** Returns the languages that it knows, as primary subtags of ISO 639; empty: no bounds. */
    default Set<String> languages() {
        return Set.of();
    }

    /**
     * Answers, and returns when the answer is complete. Its parts are handed over as they come: the caller hears the first
     * words while the last ones are being made. It runs on a thread of its own, which is interrupted when nobody wants the
     * answer any more; parts that come later are dropped.
     *
     * @throws ModelFailure if there is no answer, with the reason
     * @throws Exception for anything else: the model is away
     */
    void answer(ModelQuestion question, ModelAnswer answer) throws Exception;
}
