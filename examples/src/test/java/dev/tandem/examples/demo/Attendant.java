package dev.tandem.examples.demo;

import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.StackWorker;

/** Finds the worker that attends a call. */
final class Attendant {

    private Attendant() {}

    static StackWorker of(LocalStack stack, CallHistory history) {
        return stack.workers().stream()
                .filter(worker -> history.attending().equals("media-" + worker.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no worker polls " + history.attending()));
    }
}
