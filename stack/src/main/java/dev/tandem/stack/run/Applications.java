package dev.tandem.stack.run;

import dev.tandem.stack.StackException;
import dev.tandem.stack.StackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commands that start Tandem's own processes.
 *
 * @param api the command line of the API
 * @param worker the command line of a worker
 * @param callers the command line of simulated callers; empty: they are not built
 */
public record Applications(List<String> api, List<String> worker, List<String> callers) {
    public Applications {
        api = List.copyOf(api);
        worker = List.copyOf(worker);
        callers = List.copyOf(callers);
    }

    /** Returns the commands for the jars that the build left in this checkout. */
    public static Applications of(Checkout checkout) {
        return new Applications(
                java(checkout.folder().resolve("api/target"), "tandem-api-"),
                java(checkout.folder().resolve("workers/target"), "tandem-workers-"),
                ifBuilt(checkout.folder().resolve("callers/target"), "tandem-callers-"));
    }

    /**
     * Returns the same commands on copies of the jars in the stack's folder, so that a build does not replace the code
     * of a stack that is up. A temporary folder gets none: such a stack lives no longer than a test.
     */
    Applications in(StackFolder folder) {
        return folder.temporary()
                ? this
                : new Applications(copied(api, folder), copied(worker, folder), copied(callers, folder));
    }

    private static List<String> copied(List<String> command, StackFolder folder) {
        if (command.isEmpty()) {
            return command;
        }
        Path jar = Path.of(command.getLast());
        Path copy = folder.path().resolve(jar.getFileName());
        try {
            Files.copy(jar, copy);
        } catch (IOException e) {
            throw new StackException("%s cannot be copied to %s: %s".formatted(jar, copy, e.getMessage()), e);
        }
        List<String> same = new ArrayList<>(command.subList(0, command.size() - 1));
        same.add(copy.toString());
        return same;
    }

    /** Tests of modules that callers are not built before start stacks, too. */
    private static List<String> ifBuilt(Path folder, String prefix) {
        return find(folder, prefix).isPresent() ? java(folder, prefix) : List.of();
    }

    private static List<String> java(Path folder, String prefix) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar(folder, prefix).toString());
    }

    private static Path jar(Path folder, String prefix) {
        return find(folder, prefix).orElseThrow(() -> notBuilt(folder, prefix));
    }

    private static Optional<Path> find(Path folder, String prefix) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(prefix + ".*-app\\.jar"))
                    .findFirst();
        } catch (IOException e) {
            throw new StackException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static StackException notBuilt(Path folder, String prefix) {
        return new StackException("%s has no %s*-app.jar. Run: mvn package -DskipTests (make run and make demo do)"
                .formatted(folder, prefix));
    }
}
