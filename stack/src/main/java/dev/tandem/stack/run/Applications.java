package dev.tandem.stack.run;

import dev.tandem.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The commands that start Tandem's own processes.
 *
 * @param api the command line of the API
 * @param worker the command line of a worker
 */
public record Applications(List<String> api, List<String> worker) {
    public Applications {
        api = List.copyOf(api);
        worker = List.copyOf(worker);
    }

    /** Returns the commands for the jars that the build left in this checkout. */
    public static Applications of(Checkout checkout) {
        return new Applications(
                java(checkout.folder().resolve("api/target"), "tandem-api-"),
                java(checkout.folder().resolve("workers/target"), "tandem-workers-"));
    }

    private static List<String> java(Path folder, String prefix) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar(folder, prefix).toString());
    }

    private static Path jar(Path folder, String prefix) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.getFileName().toString().matches(prefix + ".*-app\\.jar"))
                        .findFirst()
                        .orElseThrow(() -> notBuilt(folder, prefix));
            } catch (IOException e) {
                throw new StackException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
            }
        }
        throw notBuilt(folder, prefix);
    }

    private static StackException notBuilt(Path folder, String prefix) {
        return new StackException("%s has no %s*-app.jar. Run: mvn package -DskipTests (make run and make demo do)"
                .formatted(folder, prefix));
    }
}
