package dev.tandem.callers;

/**
 * Tells that a simulated caller cannot go on, because what they waited for did not come, or because the API refused a
 * request.
 */
public class CallerFailure extends RuntimeException {

    public CallerFailure(String message) {
        super(message);
    }
}
