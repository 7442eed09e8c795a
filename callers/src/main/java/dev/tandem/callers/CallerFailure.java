package dev.tandem.callers;

/** A simulated caller cannot go on: what it waited for did not come, or the API refused what it asked for. */
public class CallerFailure extends RuntimeException {

    public CallerFailure(String message) {
        super(message);
    }
}
