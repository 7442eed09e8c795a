package dev.tandem.stack;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that hold secrets. Only their owner can read and write them (mode 600), from the first byte on. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Replaces the file at once, so that nobody reads half of it. */
    public static void write(Path file, String text) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(next);
            try (FileChannel channel = FileChannel.open(
                    next,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
