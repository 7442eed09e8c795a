package dev.tandem.workflows.workspace;

/**
 * Reports that a sealed value cannot be opened. The message says why and what to do, and holds nothing of what is
 * sealed.
 */
public final class CannotOpenException extends RuntimeException {

    CannotOpenException(String message) {
        super(message);
    }
}
