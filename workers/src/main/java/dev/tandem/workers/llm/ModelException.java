package dev.tandem.workers.llm;

import dev.tandem.workers.provider.ProviderException;

/** Tells that a model could not answer. */
public final class ModelException extends ProviderException {

    public ModelException(Reason reason, String message, Throwable cause) {
        super(reason, message, cause);
    }

    public ModelException(Reason reason, String message) {
        super(reason, message);
    }

    /** @param retryable true if the provider is broken or away; false if the request is wrong */
    public ModelException(String message, boolean retryable, Throwable cause) {
        this(reason(retryable), message, cause);
    }

    /** @param retryable true if the provider is broken or away; false if the request is wrong */
    public ModelException(String message, boolean retryable) {
        this(reason(retryable), message);
    }

    /** Returns the same fault with these words, and without its cause. */
    public ModelException saying(String message) {
        return new ModelException(reason(), message);
    }

    /** Turns any fault into a fault of a model. */
    static ModelException of(Throwable fault) {
        return switch (fault) {
            case ModelException own -> own;
            case ProviderException other ->
                new ModelException(other.reason(), String.valueOf(other.getMessage()), other);
            default -> new ModelException(Reason.UNAVAILABLE, "the model's provider has a defect", fault);
        };
    }

    private static Reason reason(boolean retryable) {
        return retryable ? Reason.UNAVAILABLE : Reason.WRONG_REQUEST;
    }
}
