package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderException;

/** Speech could not be recognised or synthesised. */
public final class SpeechException extends ProviderException {

    public SpeechException(Reason reason, String message) {
        super(reason, message);
    }

    public SpeechException(Reason reason, String message, Throwable cause) {
        super(reason, message, cause);
    }

    /** @param retryable whether it is the provider that is broken or away; else the request is wrong */
    public SpeechException(String message, boolean retryable) {
        this(reason(retryable), message);
    }

    /** @param retryable whether it is the provider that is broken or away; else the request is wrong */
    public SpeechException(String message, boolean retryable, Throwable cause) {
        this(reason(retryable), message, cause);
    }

    /** Any fault as one of speech; {@code defect} is said of one that is no provider's. */
    static SpeechException of(Throwable fault, String defect) {
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
