package dev.tandem.workers.workspace;

/** A workspace variable that a config names is not to be had. The message names it, and says what to do. */
public final class UnavailableVariableException extends RuntimeException {

    UnavailableVariableException(String message) {
        super(message);
    }
}
