package dev.tandem.examples.demo;

import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.PublishedWorkflow;
import java.util.List;

/** The shop's phone line: everything runs on this machine, and no key is needed. */
final class ShopLine implements Example {

    /** The caller interrupts the long answer this long after its first sound, ms. */
    private static final int INTERRUPT_MS = 2_500;

    static final List<Line> LINES = List.of(
            Line.say("Hi, where is my order?"),
            Line.say("It is A one two three four."),
            Line.say("What is your return policy?"),
            Line.interrupting(INTERRUPT_MS, "I have a question about an invoice."),
            Line.say("My customer number is C seven seven eight one."),
            Line.say("Thank you, goodbye."));

    @Override
    public PublishedWorkflow publish(LocalStack stack, ShopBackend backend) {
        return stack.publish("The Lakeside shop", ShopDocument.withBackend(backend.url()));
    }

    @Override
    public List<Line> lines() {
        return LINES;
    }

    @Override
    public List<Check> check(Evidence evidence) {
        return Promises.check(evidence);
    }
}
