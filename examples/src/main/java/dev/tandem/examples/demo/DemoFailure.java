package dev.tandem.examples.demo;

/** The call did not do what the example promises, and the demo cannot go on. */
public final class DemoFailure extends RuntimeException {

    DemoFailure(String message) {
        super(message);
    }
}
