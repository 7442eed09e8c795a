package dev.tandem.stack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a server, or a whole stack, keeps its files.
 *
 * @param temporary whether the folder is deleted at the end
 */
public record StackFolder(Path path, boolean temporary) {
    /** Returns the given folder, which is made if it does not exist, or a new temporary one. */
    public static StackFolder of(@Nullable Path kept, String name) {
        try {
            return kept == null
                    ? new StackFolder(Files.createTempDirectory("tandem-" + name + "-"), true)
                    : new StackFolder(Files.createDirectories(kept.toAbsolutePath()), false);
        } catch (IOException e) {
            throw new StackException("The folder for %s cannot be made: %s".formatted(name, e.getMessage()), e);
        }
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** Empties the folder, and returns it. */
    public StackFolder emptied() {
        remove();
        return of(path, path.toString()).as(temporary);
    }

    public void removeIfTemporary() {
        if (temporary) {
            remove();
        }
    }

    private StackFolder as(boolean goes) {
        return new StackFolder(path, goes);
    }

    private void remove() {
        if (!Files.exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException e) {
            throw new StackException("%s cannot be removed: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
