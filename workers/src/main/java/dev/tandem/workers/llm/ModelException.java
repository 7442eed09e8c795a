package dev.tandem.workers.llm;

/** A model could not answer. */
public final class ModelException extends RuntimeException {

    private final boolean retryable;

    public ModelException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    public ModelException(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    /** Whether another try, or another provider, makes sense. */
    public boolean retryable() {
        return retryable;
    }
}
