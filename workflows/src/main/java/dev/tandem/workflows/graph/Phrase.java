package dev.tandem.workflows.graph;

import java.util.Locale;

/** Names the sentences that the platform speaks by itself, without an agent's model. */
public enum Phrase {

    /** The model could not answer: the caller is asked to say it again. */
    APOLOGY,

    /**
     * Spoken after the process that spoke was lost. It leads back into the reply, or covers the time of tools that
     * still run.
     */
    BRIDGE,

    /** Tells a caller who has heard nothing 1.2 s after their turn ended that the answer is on its way. */
    HOLD,

    /** Tells a caller who speaks while a tool runs that it does. */
    WORKING,

    /** Asks a caller who said nothing for {@code silence_timeout_seconds}. */
    STILL_THERE,

    /** Ends the call of a caller who did not answer {@link #STILL_THERE}. */
    NOBODY_THERE,

    /** Ends a call at one of its limits. */
    FAREWELL,

    /** Shown, not spoken: a typed line is longer than a line may be, and was not taken. */
    LINE_TOO_LONG,

    /** Shown, not spoken: so many lines wait for an answer that this one was not taken. */
    TOO_MANY_LINES;

    /** Returns the field that replaces the sentence in documents: {@code still_there}. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
