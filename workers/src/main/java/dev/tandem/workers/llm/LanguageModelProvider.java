package dev.tandem.workers.llm;

/** Brings language models into a process; found with {@link java.util.ServiceLoader}. */
public interface LanguageModelProvider {

    /** As documents name it in {@code llm.provider}. */
    String name();

    /**
     * Makes the provider's model; may block while it loads.
     *
     * @throws ModelException if it does not load
     */
    LanguageModel open();
}
