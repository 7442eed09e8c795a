package dev.tandem.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pinned binaries that {@code make parts} fetches.
 *
 * @param folder holds one folder for each part, as {@code parts/parts.lock.json} lists them
 */
public record PinnedParts(Path folder) {
    /**
     * Finds the parts: {@code TANDEM_PARTS} in the environment, else the system property {@code tandem.parts}, else
     * {@code .tandem/parts} in the working directory or in one above it.
     *
     * @throws StackException when there are none
     */
    public static PinnedParts find() {
        return named(System.getenv("TANDEM_PARTS"))
                .or(() -> named(System.getProperty("tandem.parts")))
                .or(() -> above(Path.of("").toAbsolutePath()))
                .orElseThrow(() -> new StackException(
                        "The pinned parts (Temporal, LiveKit, models) are not here. Run: make parts"));
    }

    /** Returns the executable {@code temporal}. */
    public Path temporal() {
        return executable("temporal/temporal");
    }

    /** Returns the executable {@code livekit-server}. */
    public Path liveKitServer() {
        return executable("livekit-server/livekit-server");
    }

    private Path executable(String name) {
        Path file = folder.resolve(name);
        if (!Files.isExecutable(file)) {
            throw new StackException("%s is missing or not executable. Run: make parts".formatted(file));
        }
        return file;
    }

    private static Optional<PinnedParts> named(@Nullable String folder) {
        return Optional.ofNullable(folder).filter(name -> !name.isBlank()).map(name -> new PinnedParts(Path.of(name)));
    }

    private static Optional<PinnedParts> above(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path parts = folder.resolve(".tandem").resolve("parts");
            if (Files.isDirectory(parts)) {
                return Optional.of(new PinnedParts(parts));
            }
        }
        return Optional.empty();
    }
}
