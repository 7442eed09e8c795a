package dev.tandem.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives a child a session of its own. Ctrl-C in the terminal then reaches only the process that started it, which stops
 * its children in order. {@code setsid} replaces itself by the program, so that the pid stays the child's.
 */
final class Session {
    private static final List<String> PREFIX = find();

    private Session() {}

    static List<String> prefix() {
        return PREFIX;
    }

    private static List<String> find() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, "setsid");
            if (Files.isExecutable(file)) {
                return List.of(file.toString());
            }
        }
        return List.of();
    }
}
