package dev.tandem.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to run as a child.
 *
 * @param name a name for people, such as "Temporal server"
 * @param environment added to this process's own
 * @param hidden prefixes of environment variables that the program must not inherit, because it would take them for
 *     settings
 * @param log the file to which its output is appended
 */
public record Program(
        String name, List<String> command, Map<String, String> environment, List<String> hidden, Path log) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        hidden = List.copyOf(hidden);
    }

    /** Makes a program that inherits all of this process's environment. */
    public Program(String name, List<String> command, Map<String, String> environment, Path log) {
        this(name, command, environment, List.of(), log);
    }
}
