package dev.tandem.stack.process;

import dev.tandem.stack.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running child process. It ends with this process, however this process ends. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Program program;
    private final Process process;
    private final CompletableFuture<Integer> exit;

    private ChildProcess(Program program, Process process, CompletableFuture<Integer> exit) {
        this.program = program;
        this.process = process;
        this.exit = exit;
    }

    /** @throws StackException when the program cannot be executed */
    public static ChildProcess start(Program program) {
        try {
            Files.createDirectories(program.log().toAbsolutePath().getParent());
            List<String> command = new ArrayList<>(Session.prefix());
            command.addAll(program.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(program.log().toFile()));
            builder.environment()
                    .keySet()
                    .removeIf(name -> program.hidden().stream().anyMatch(name::startsWith));
            builder.environment().putAll(program.environment());
            Watchdog watchdog = Watchdog.ofThisProcess();
            Process process = builder.start();
            watchdog.guard(process.pid());
            return new ChildProcess(program, process, process.onExit().thenApply(ended -> {
                watchdog.release(ended.pid());
                return ended.exitValue();
            }));
        } catch (IOException e) {
            throw new StackException("%s cannot be started: %s".formatted(program.name(), e.getMessage()), e);
        }
    }

    public Program program() {
        return program;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns a future that completes with the exit code. */
    public CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Returns the message for people when it has ended although nobody asked it to. */
    public String obituary() {
        return "%s exited with code %d. %s".formatted(program.name(), process.exitValue(), LogTail.of(program.log()));
    }

    /** Ends it at once ({@code SIGKILL}) and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(GRACE);
    }

    /**
     * Asks it to stop ({@code SIGTERM}), again every second, and kills it when it has not after ten. Once is not
     * enough: LiveKit loses a signal that comes while it starts, and after the first signal it waits for its
     * participants to leave.
     */
    @Override
    public void close() {
        for (long asked = 0; asked < GRACE.toSeconds(); asked++) {
            process.destroy();
            if (awaitEnd(Duration.ofSeconds(1))) {
                return;
            }
        }
        kill();
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }
}
