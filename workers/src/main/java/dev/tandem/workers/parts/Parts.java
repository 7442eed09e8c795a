package dev.tandem.workers.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pinned binary parts: native libraries and models, one folder for each part. Their folder is given by the
 * environment variable {@value #VARIABLE}, else by the system property {@value #PROPERTY}. Else it is {@code
 * .tandem/parts} in the working directory or in the nearest of its parents that has it.
 */
public final class Parts {

    public static final String VARIABLE = "TANDEM_PARTS";
    public static final String PROPERTY = "tandem.parts";

    private static final Path FOLDER = Path.of(".tandem", "parts");

    private Parts() {}

    /**
     * Returns the folder of all parts.
     *
     * @throws MissingPartException if there is none; the message says how to get it
     */
    public static Path folder() {
        return folder(System::getenv, System::getProperty, Path.of("").toAbsolutePath());
    }

    static Path folder(
            Function<String, @Nullable String> environment,
            Function<String, @Nullable String> properties,
            Path workingDirectory) {
        String named = environment.apply(VARIABLE);
        if (named == null || named.isBlank()) {
            named = properties.apply(PROPERTY);
        }
        if (named != null && !named.isBlank()) {
            return existing(Path.of(named));
        }
        for (Path folder = workingDirectory; folder != null; folder = folder.getParent()) {
            Path parts = folder.resolve(FOLDER);
            if (Files.isDirectory(parts)) {
                return parts;
            }
        }
        throw new MissingPartException("No " + FOLDER + " in " + workingDirectory
                + " or its parents: fetch the parts with `make parts`, or name their folder in " + VARIABLE + ".");
    }

    /**
     * Returns one file of a part.
     *
     * @param file relative to the folder, e.g. {@code silero/silero_vad_16k_op15.onnx}
     * @throws MissingPartException if it is not there; the message says how to get it
     */
    public static Path file(Path folder, String file) {
        Path path = folder.resolve(file);
        if (!Files.isReadable(path)) {
            throw new MissingPartException(
                    "Part " + file + " is missing in " + folder + ": fetch it with `make parts`.");
        }
        return path;
    }

    private static Path existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new MissingPartException(
                    "The parts' folder " + folder + " does not exist: fetch the parts with `make parts`.");
        }
        return folder;
    }
}
