package dev.tandem.stack.server;

import dev.tandem.stack.StackException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where a server keeps its files.
 *
 * @param temporary whether the folder goes with the server
 */
record ServerFolder(Path path, boolean temporary) {
    /** The given folder, made if it is not there, or a new temporary one. */
    static ServerFolder of(@Nullable Path kept, String name) {
        try {
            return kept == null
                    ? new ServerFolder(Files.createTempDirectory("tandem-" + name + "-"), true)
                    : new ServerFolder(Files.createDirectories(kept.toAbsolutePath()), false);
        } catch (IOException e) {
            throw new StackException("No folder for the %s server: %s".formatted(name, e.getMessage()), e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    void removeIfTemporary() {
        if (!temporary || !Files.exists(path)) {
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
