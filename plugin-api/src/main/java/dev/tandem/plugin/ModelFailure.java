package dev.tandem.plugin;

/** Says that a model gave no answer. The message is for the operator, and is recorded: no secret stands in it. */
public final class ModelFailure extends Exception {

    private static final long serialVersionUID = 1;

    /** Why there is no answer. It decides what is tried next. */
    public enum Reason {
        /** The document asks for something that the model does not do. */
        WRONG_REQUEST,
        /** The key is not taken. */
        WRONG_KEY,
        /** A limit is reached. */
        TOO_MUCH,
        /** The model is broken or away. */
        UNAVAILABLE,
        /** The model refuses to answer this, whoever asks. */
        REFUSED
    }

    private final Reason reason;

    public ModelFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ModelFailure(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
