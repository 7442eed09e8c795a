package dev.tandem.workers.llm;

import dev.tandem.workers.provider.ProviderException;

/** A model could not answer. */
public final class ModelException extends ProviderException {

    public ModelException(Reason reason, String message, Throwable cause) {
        super(reason, message, cause);
    }

    public ModelException(Reason reason, String message) {
        super(reason, message);
    }

    /** @param retryable whether it is the provider that is broken or away; else the request is wrong */
    public ModelException(String message, boolean retryable, Throwable cause) {
        this(reason(retryable), message, cause);
    }

    /** @param retryable whether it is the provider that is broken or away; else the request is wrong */
    public ModelException(String message, boolean retryable) {
        this(reason(retryable), message);
    }

    /** The same in these words, and without its cause. */
    public ModelException saying(String message) {
        return new ModelException(reason(), message);
    }

    /** Any fault as a model's own. */
    static ModelException of(RuntimeException fault) {
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
