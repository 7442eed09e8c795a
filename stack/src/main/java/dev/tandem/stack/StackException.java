package dev.tandem.stack;

/** Tells that the local stack cannot go on. The message is for the person at the terminal and says what to do next. */
public final class StackException extends RuntimeException {
    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
