package dev.tandem.workers.workspace;

/**
 * Reports that a workspace variable which a config names is not set or does not open. The message names it, and says
 * what to do.
 */
public final class UnavailableVariableException extends RuntimeException {

    UnavailableVariableException(String message) {
        super(message);
    }
}
