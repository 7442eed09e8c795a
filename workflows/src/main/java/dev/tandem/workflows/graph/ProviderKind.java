package dev.tandem.workflows.graph;

import java.util.Locale;

/** Names the jobs that a provider can do for an agent. */
public enum ProviderKind {
    LLM("builtin"),
    STT("local"),
    TTS("local"),
    VAD("silero");

    private final String standard;

    ProviderKind(String standard) {
        this.standard = standard;
    }

    /** Returns the agent's field that names the provider. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the provider of an agent that names none. */
    public String standard() {
        return standard;
    }
}
