package dev.tandem.workers.parts;

/** Reports that a part which `make parts` fetches is missing; the message says which. */
public final class MissingPartException extends IllegalStateException {

    MissingPartException(String message) {
        super(message);
    }
}
