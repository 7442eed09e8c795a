package dev.tandem.workers.tool;

/** A tool gave no answer. The message is a sentence for the model. */
public final class ToolFault extends RuntimeException {

    /** What the fault says about the tool and about another try. */
    public enum Kind {
        /** It did not run, and will not run the next time: wrong arguments, a wrong configuration, a refusal. */
        REFUSED,
        /** It was not reached, or it answered that it cannot now: another try may help. */
        UNAVAILABLE,
        /** It was cancelled, and has not run. */
        CANCELLED,
        /** It was cancelled while it ran: nobody knows how far it came. */
        CUT,
        /** It was reached, and its answer got lost: nobody knows whether it ran. Another try may help. */
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
