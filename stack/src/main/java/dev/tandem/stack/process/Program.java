package dev.tandem.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to run as a child.
 *
 * @param name what people call it, such as "Temporal server"
 * @param environment added to this process's own
 * @param log its output is appended here
 */
public record Program(String name, List<String> command, Map<String, String> environment, Path log) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
