package dev.tandem.stack.server;

import dev.tandem.stack.StackFolder;
import dev.tandem.stack.process.ChildProcess;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A server that remains a child of this process. PostgreSQL does not, because it detaches itself. */
abstract sealed class ChildServer implements LocalServer permits TemporalServer, LiveKitServer {
    final StackFolder folder;
    private final String log;
    private @Nullable ChildProcess child;

    /** @param log name of its log in the folder */
    ChildServer(StackFolder folder, String log) {
        this.folder = folder;
        this.log = log;
    }

    /** Remembers the process that {@link #start} has started, even if it never becomes ready. */
    ChildProcess started(ChildProcess process) {
        child = process;
        return process;
    }

    @Override
    public final void kill() {
        running().kill();
    }

    @Override
    public final void stop() {
        running().close();
    }

    @Override
    public final long pid() {
        return running().pid();
    }

    @Override
    public final Path log() {
        return folder.file(log);
    }

    @Override
    public final CompletableFuture<String> ended() {
        ChildProcess now = running();
        return now.exit().thenApply(code -> now.obituary());
    }

    @Override
    public final void close() {
        if (child != null) {
            child.close();
        }
        folder.removeIfTemporary();
    }

    private ChildProcess running() {
        if (child == null) {
            throw new IllegalStateException("The " + name() + " is not started.");
        }
        return child;
    }
}
