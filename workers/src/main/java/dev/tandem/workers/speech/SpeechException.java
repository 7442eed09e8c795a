package dev.tandem.workers.speech;

/** Speech could not be recognised or synthesised. */
public final class SpeechException extends RuntimeException {

    private final boolean retryable;

    public SpeechException(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    public SpeechException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether another try, or another provider, makes sense. */
    public boolean retryable() {
        return retryable;
    }
}
