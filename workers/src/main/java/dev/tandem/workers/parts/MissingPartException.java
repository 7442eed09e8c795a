package dev.tandem.workers.parts;

/** A part that `make parts` fetches is not there; the message says which. */
public final class MissingPartException extends IllegalStateException {

    MissingPartException(String message) {
        super(message);
    }
}
