package dev.tandem.stack.run;

import dev.tandem.stack.StackException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other stacks out of a folder while one uses it. The lock ends with this process, even if it is killed. The lock
 * file lies beside the folder, because a stack empties its folder, and it stays there.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder for this process.
     *
     * @throws StackException when another stack has it; the message names its process
     */
    static FolderLock take(Path folder) {
        Path file = fileOf(folder);
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw taken(folder, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner().getBytes(StandardCharsets.UTF_8)));
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new StackException("%s cannot be locked: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("The folder of the stack cannot be given back: " + e.getMessage(), e);
        }
    }

    private static Path fileOf(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return absolute.resolveSibling(absolute.getFileName() + ".lock");
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    private static String owner() {
        return "process %d, since %s%n"
                .formatted(
                        ProcessHandle.current().pid(),
                        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
    }

    private static StackException taken(Path folder, String owner) {
        String other = owner.isEmpty() ? "it is just starting" : owner;
        return new StackException(
                "A stack uses %s already (%s). End it with Ctrl-C where it runs, or give this one a folder"
                                .formatted(folder, other)
                        + " and ports of its own, such as STACK=.tandem/second API_PORT=0 TEMPORAL_PORT=0 TEMPORAL_UI_PORT=0"
                        + " LIVEKIT_PORT=0 LIVEKIT_MEDIA_PORT=0 SHOP_PORT=0 (0: any free port; make demo needs STACK only).");
    }
}
