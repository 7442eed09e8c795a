package dev.tandem.workers.provider;

/** Tells that a provider did not do what it was asked for. Each kind has its own subclass. */
public class ProviderException extends RuntimeException {

    /** The reason of a fault. It decides whether another try makes sense. */
    public enum Reason {
        /** The request, or the document that it comes from, is wrong for this provider. */
        WRONG_REQUEST,
        /** The provider does not take the key. */
        WRONG_KEY,
        /** A limit on requests, tokens or streams is reached. */
        TOO_MUCH,
        /** The provider is broken or away. */
        UNAVAILABLE,
        /** The provider did not answer within its deadline. */
        LATE,
        /** The provider refuses the request, whoever asks: a content filter. */
        REFUSED;

        /** Returns the reason for which a server answers with this status, which is no success. */
        public static Reason ofStatus(int status) {
            return switch (status) {
                case 401, 402, 403, 407 -> WRONG_KEY;
                case 429 -> TOO_MUCH;
                case 408 -> UNAVAILABLE;
                default -> status < 500 ? WRONG_REQUEST : UNAVAILABLE;
            };
        }
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

    /** Whether it makes sense to try the same provider again. */
    public boolean retryable() {
        return switch (reason) {
            case TOO_MUCH, UNAVAILABLE, LATE -> true;
            case WRONG_REQUEST, WRONG_KEY, REFUSED -> false;
        };
    }

    /** Whether another provider may succeed. */
    public boolean mayWorkElsewhere() {
        return reason != Reason.REFUSED;
    }

    /** Whether the fault is the provider's, and not this one request's. */
    public boolean isTheProviders() {
        return switch (reason) {
            case WRONG_KEY, TOO_MUCH, UNAVAILABLE, LATE -> true;
            case WRONG_REQUEST, REFUSED -> false;
        };
    }
}
