package dev.tandem.stack.run;

import dev.tandem.stack.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A clone of Tandem's repository. */
public record Checkout(Path folder) {
    /**
     * Finds the clone that contains the working directory.
     *
     * @throws StackException when no clone contains it
     */
    public static Checkout find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("parts/parts.lock.json"))) {
                return new Checkout(folder);
            }
        }
        throw new StackException("%s is not in a clone of Tandem. Run this from one.".formatted(start));
    }

    /**
     * Returns the file by which other programs find the running stack: {@code run.json} in the folder that {@code
     * STACK} names, by default {@code .tandem}.
     */
    public Path runFile(Map<String, String> environment) {
        String own = environment.getOrDefault("STACK", "");
        return folder.resolve(own.isBlank() ? ".tandem" : own.strip()).resolve("run.json");
    }
}
