package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderException;

/** Tells that speech could not be recognised or synthesised. */
public final class SpeechException extends ProviderException {

    public SpeechException(Reason reason, String message) {
        super(reason, message);
    }

    public SpeechException(Reason reason, String message, Throwable cause) {
        super(reason, message, cause);
    }

    /** @param retryable true if the provider is broken or away; false if the request is wrong */
    public SpeechException(String message, boolean retryable) {
        this(reason(retryable), message);
    }

    /** @param retryable true if the provider is broken or away; false if the request is wrong */
    public SpeechException(String message, boolean retryable, Throwable cause) {
        this(reason(retryable), message, cause);
    }

    /** Turns any fault into one of speech. One that is not a provider's gets the message {@code defect}. */
    public static SpeechException of(Throwable fault, String defect) {
        return switch (fault) {
            case SpeechException own -> own;
            case ProviderException other ->
                new SpeechException(other.reason(), String.valueOf(other.getMessage()), other);
            default -> new SpeechException(defect, false, fault);
        };
    }

    private static Reason reason(boolean retryable) {
        return retryable ? Reason.UNAVAILABLE : Reason.WRONG_REQUEST;
    }
}
