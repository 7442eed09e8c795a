package dev.tandem.stack.run;

import java.nio.file.Path;
import java.util.List;

/** Makes the commands that start {@link SmallApi} and {@link SmallWorker}. */
final class SmallApplications {
    private SmallApplications() {}

    static Applications commands() {
        return new Applications(java(SmallApi.class), java(SmallWorker.class), java(SmallWorker.class));
    }

    private static List<String> java(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }
}
