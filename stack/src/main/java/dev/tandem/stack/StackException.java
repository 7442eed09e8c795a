package dev.tandem.stack;

/** The local stack cannot go on; the message is written for the person at the terminal and says what to do next. */
public final class StackException extends RuntimeException {
    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
