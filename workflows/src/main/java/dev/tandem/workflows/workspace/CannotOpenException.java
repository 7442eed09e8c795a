package dev.tandem.workflows.workspace;

/** Something sealed does not open. The message says why and what to do, and holds nothing of what is sealed. */
public final class CannotOpenException extends RuntimeException {

    CannotOpenException(String message) {
        super(message);
    }
}
