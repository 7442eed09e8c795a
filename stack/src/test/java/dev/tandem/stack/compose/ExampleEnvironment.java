package dev.tandem.stack.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code .env.example}, or what {@code deploy/env} made of it.
 *
 * @param values by name
 * @param made names before which a comment says how to make a value
 */
record ExampleEnvironment(Map<String, String> values, Set<String> made) {
    private static final String MAKE = "# make: ";

    static ExampleEnvironment read(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> made = new TreeSet<>();
        String before = "";
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                String name = line.substring(0, equals);
                if (values.put(name, line.substring(equals + 1)) != null) {
                    throw new AssertionError(name + " is there twice.");
                }
                if (before.startsWith(MAKE)) {
                    made.add(name);
                }
            }
            before = line;
        }
        return new ExampleEnvironment(values, made);
    }
}
