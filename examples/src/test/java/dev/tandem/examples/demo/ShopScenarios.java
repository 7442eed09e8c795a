package dev.tandem.examples.demo;

import dev.tandem.stack.run.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios of {@code examples/shop}. */
final class ShopScenarios {

    private ShopScenarios() {}

    /** Returns all of them, in YAML. */
    static List<String> all() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(ShopScenarios::read)
                    .toList();
        }
    }

    static String named(String file) {
        return read(folder().resolve(file));
    }

    /** Returns one that is spoken, in YAML. */
    static String spoken(String file) {
        return read(folder().resolve("spoken").resolve(file));
    }

    private static Path folder() {
        return Checkout.find().folder().resolve("examples/shop/scenarios");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
