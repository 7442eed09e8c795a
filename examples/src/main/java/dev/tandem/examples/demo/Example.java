package dev.tandem.examples.demo;

import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.PublishedWorkflow;
import java.util.List;
import java.util.Map;

/** A phone line that the demo calls: what is published, what the caller says, and what the call promises. */
interface Example {

    /**
     * Returns the example that {@code EXAMPLE} names.
     *
     * @throws DemoFailure if there is none of that name
     */
    static Example chosen(Map<String, String> environment) {
        String name = environment.getOrDefault("EXAMPLE", "").strip();
        return switch (name) {
            case "", "shop" -> new ShopLine();
            case "cloud" -> new CloudLine(environment);
            default -> throw new DemoFailure("There is no example '" + name + "'; there are: shop, cloud.");
        };
    }

    /** Publishes the line's document, with what it needs beside it. */
    PublishedWorkflow publish(LocalStack stack, ShopBackend backend) throws InterruptedException;

    /** Returns what the caller says, in order. */
    List<Line> lines();

    /** Checks what the line promises. */
    List<Check> check(Evidence evidence);
}
