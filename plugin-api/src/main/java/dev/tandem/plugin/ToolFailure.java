package dev.tandem.plugin;

/** Says that a tool gave no answer. The message is a sentence for the model, and is recorded: no secret stands in it. */
public final class ToolFailure extends Exception {

    private static final long serialVersionUID = 1;

    /** What the failure means for the tool and for another try. */
    public enum Meaning {
        /** It did not act, and would not the next time: something about the arguments or the config is wrong. */
        REFUSED,
        /** It did not act, because something is away now. A tool that may run twice is tried again. */
        UNAVAILABLE,
        /** It may have acted. A tool that may run twice is tried again. */
        UNCERTAIN
    }

    private final Meaning meaning;

    public ToolFailure(Meaning meaning, String message) {
        super(message);
        this.meaning = meaning;
    }

    public ToolFailure(Meaning meaning, String message, Throwable cause) {
        super(message, cause);
        this.meaning = meaning;
    }

    public Meaning meaning() {
        return meaning;
    }
}
