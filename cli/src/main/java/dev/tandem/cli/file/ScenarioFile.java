package dev.tandem.cli.file;

import dev.tandem.cli.api.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A scenario as a file in YAML or JSON.
 *
 * @param text as it is in the file, so that the server's faults name its lines
 */
public record ScenarioFile(Path path, String text) {

    /**
     * Returns the scenarios of files and folders.
     *
     * @throws Failure if there is none, or one cannot be read
     */
    public static List<ScenarioFile> in(List<Path> places) {
        List<ScenarioFile> found = new ArrayList<>();
        for (Path place : places) {
            List<Path> files =
                    Files.isDirectory(place) ? WorkflowFile.texts(place).toList() : List.of(place);
            files.forEach(file -> found.add(new ScenarioFile(file, read(file))));
        }
        if (found.isEmpty()) {
            throw Failure.usage(
                    "There is no scenario in " + places + ". Write one, see docs/testing.md, or `tandem init`.");
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw Failure.usage("The file " + file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
