package dev.tandem.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A process that detached itself from the program that started it, as a PostgreSQL server does. It is guarded like a
 * child; its exit code is lost.
 */
public final class Daemon {
    private static final Duration POLL = Duration.ofMillis(100);

    private final ProcessHandle handle;

    private Daemon(ProcessHandle handle) {
        this.handle = handle;
    }

    /** Returns the running process of that id, or nothing when it is gone already. */
    public static Optional<Daemon> guard(long pid) {
        Optional<Daemon> daemon = ProcessHandle.of(pid).map(Daemon::new).filter(Daemon::isAlive);
        daemon.ifPresent(found -> Watchdog.ofThisProcess().guard(pid));
        return daemon;
    }

    public long pid() {
        return handle.pid();
    }

    public boolean isAlive() {
        return handle.isAlive() && !isZombie();
    }

    /** Returns a future that completes when the process is gone. */
    public CompletableFuture<Void> ended() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread.ofVirtual().name("end of " + pid()).start(() -> {
            while (isAlive()) {
                pause();
            }
            ended.complete(null);
        });
        return ended;
    }

    /** Ends it and all that it started at once ({@code SIGKILL}), and waits until it is gone. */
    public void kill() {
        List<ProcessHandle> family = handle.descendants().toList();
        handle.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        while (isAlive() && !Thread.currentThread().isInterrupted()) {
            pause();
        }
        release();
    }

    /** Takes the process off the watchdog's list, because its id may become another process's. */
    public void release() {
        Watchdog.ofThisProcess().release(pid());
    }

    // Where process 1 does not collect orphans (a container without an init), a dead one stays listed as a zombie.
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException gone) {
            return !handle.isAlive();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
