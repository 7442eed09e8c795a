package dev.tandem.workers.tool;

/** Reports that a tool gave no answer. The message is a sentence for the model. */
public final class ToolFault extends RuntimeException {

    /** Says what the fault means for the tool and for another try. */
    public enum Kind {
        /** The tool did not run, and would not run the next time: wrong arguments, a wrong configuration, a refusal. */
        REFUSED,
        /** The tool was not reached, or it answered that it cannot run now. Another try may help. */
        UNAVAILABLE,
        /** The tool was cancelled before it ran. */
        CANCELLED,
        /** The tool was cancelled while it ran. It is not known how far it came. */
        CUT,
        /**
         * The tool has answered, and nobody can make use of what it said. It may have acted. Another try would not help.
         */
        UNREADABLE,
        /** The tool was reached, and its answer got lost. It is not known whether it ran. Another try may help. */
        LOST
    }

    private final Kind kind;

    public ToolFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public ToolFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
