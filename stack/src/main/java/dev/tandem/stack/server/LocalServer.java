package dev.tandem.stack.server;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A real server as a child of this process, on loopback only. Its ports stay the same over restarts. */
public sealed interface LocalServer extends AutoCloseable permits PostgresServer, ChildServer {
    /** Returns a name for people, such as "Temporal server". */
    String name();

    /**
     * Starts it and returns when it is ready to serve. After {@link #kill()} or {@link #stop()} it starts again with
     * what it had stored.
     *
     * @throws dev.tandem.stack.StackException when a port is taken, or when the server ends or is not ready in time
     */
    void start();

    /** Ends it without warning ({@code SIGKILL}). */
    void kill();

    /** Asks it to stop, and waits until it has. */
    void stop();

    /** @throws IllegalStateException when it is not running */
    long pid();

    /** Returns the file with its output. */
    Path log();

    /**
     * Returns a future that completes with a message for people when the running server ends, whether asked to or not.
     */
    CompletableFuture<String> ended();

    /** Stops it and removes what it stored, unless it was given a folder to keep. */
    @Override
    void close();
}
