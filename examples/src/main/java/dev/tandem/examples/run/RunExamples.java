package dev.tandem.examples.run;

import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.stack.StackException;
import dev.tandem.stack.run.StackCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code make run}: keeps the stack up with the documents that are given as arguments, and the shop's backend. */
public final class RunExamples {

    private RunExamples() {}

    public static void main(String[] documents) {
        List<Path> paths = Arrays.stream(documents).map(Path::of).toList();
        try (ShopBackend _ = ShopBackend.start(ShopBackend.PORT)) {
            new StackCommand(System.getenv(), System.out).run(paths);
        } catch (IOException fault) {
            System.err.println("The shop's backend cannot listen on 127.0.0.1:" + ShopBackend.PORT + " ("
                    + fault.getMessage() + "): end what does.");
            System.exit(1);
        } catch (StackException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }
}
