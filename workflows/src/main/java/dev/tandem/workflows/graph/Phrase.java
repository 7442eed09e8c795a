package dev.tandem.workflows.graph;

import java.util.Locale;

/** A sentence that the platform speaks by itself, without an agent's model. */
public enum Phrase {

    /** The model could not answer: the caller is asked to say it again. */
    APOLOGY,

    /** The process that spoke was lost: leads back into its reply, or covers its tools while they still run. */
    BRIDGE,

    /** Asks a caller who said nothing for {@code silence_timeout_seconds}. */
    STILL_THERE,

    /** Ends the call of a caller who did not answer that. */
    NOBODY_THERE,

    /** Ends a call at one of its limits. */
    FAREWELL;

    /** The field that replaces it in documents: {@code still_there}. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
