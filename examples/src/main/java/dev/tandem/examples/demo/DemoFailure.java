package dev.tandem.examples.demo;

/** Tells that the call did not do what the example promises, and that the demo cannot go on. */
public final class DemoFailure extends RuntimeException {

    DemoFailure(String message) {
        super(message);
    }
}
