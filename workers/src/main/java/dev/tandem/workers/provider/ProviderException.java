package dev.tandem.workers.provider;

/** A provider did not do what it was asked for. Each kind has its own type of it. */
public class ProviderException extends RuntimeException {

    /** What the fault says about another try. */
    public enum Reason {
        /** The request, or the document that it comes from, is wrong for this provider. */
        WRONG_REQUEST,
        /** The provider does not take the key. */
        WRONG_KEY,
        /** A limit of requests, tokens or streams is reached. */
        TOO_MUCH,
        /** It is broken or away. */
        UNAVAILABLE,
        /** It did not answer within its deadline. */
        LATE,
        /** It answered that it will not do this, whoever asks: a content filter. */
        REFUSED
    }

    private final Reason reason;

    public ProviderException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ProviderException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether another try of the same provider makes sense. */
    public boolean retryable() {
        return switch (reason) {
            case TOO_MUCH, UNAVAILABLE, LATE -> true;
            case WRONG_REQUEST, WRONG_KEY, REFUSED -> false;
        };
    }

    /** Whether another provider may do it. */
    public boolean mayWorkElsewhere() {
        return reason != Reason.REFUSED;
    }

    /** Whether it says something about the provider, and not about this one request. */
    public boolean isTheProviders() {
        return switch (reason) {
            case WRONG_KEY, TOO_MUCH, UNAVAILABLE, LATE -> true;
            case WRONG_REQUEST, REFUSED -> false;
        };
    }
}
