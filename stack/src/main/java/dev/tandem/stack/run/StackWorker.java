package dev.tandem.stack.run;

import dev.tandem.stack.StackException;
import dev.tandem.stack.process.ChildProcess;
import java.io.IOException;

/** A worker of the stack. */
public final class StackWorker implements AutoCloseable {
    private final String id;
    private final ChildProcess child;
    private final ProcessWatch watch;

    StackWorker(String id, ChildProcess child, ProcessWatch watch) {
        this.id = id;
        this.child = child;
        this.watch = watch;
    }

    /** Returns its TANDEM_WORKER_ID. It polls the task queue {@code media-<id>}. */
    public String id() {
        return id;
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /** Ends it without warning ({@code SIGKILL}). */
    public void kill() {
        watch.expect(child.pid());
        child.kill();
    }

    /** Freezes it ({@code SIGSTOP}) until {@link #thaw}. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Asks it to stop ({@code SIGTERM}) and does not wait. */
    public void ask() {
        watch.expect(child.pid());
        signal("TERM");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(child.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackException("%s cannot be sent a signal: %s".formatted(id, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to drain and stop, and waits until it has. */
    @Override
    public void close() {
        watch.expect(child.pid());
        child.close();
    }
}
