package dev.tandem.examples.run;

import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.StackException;
import dev.tandem.stack.process.Port;
import dev.tandem.stack.run.StackCommand;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Runs {@code make run}: keeps the stack up with the examples published, together with the shop's backend. */
public final class RunExamples {

    private RunExamples() {}

    public static void main(String[] args) {
        try {
            StackCommand command = new StackCommand(System.getenv(), System.out);
            command.requireNoneUp();
            Port port = Port.chosen("the shop's backend", "SHOP_PORT", ShopBackend.PORT, System.getenv())
                    .reserve();
            try (ShopBackend backend = ShopBackend.start(port.number())) {
                command.run(
                        Map.of("The Lakeside shop", ShopDocument.withBackend(backend.url())), List.of(backend.url()));
            }
        } catch (StackException | IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }
}
