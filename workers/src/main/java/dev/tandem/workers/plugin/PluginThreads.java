package dev.tandem.workers.plugin;

import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.tool.ToolFault;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads of one plugin. They are platform threads, because a plugin that computes or waits without end would keep a
 * carrier of virtual threads from everything else. Their number is bounded, and so is the number of those that do not
 * end when they are told to.
 */
final class PluginThreads {

    /** Runs of one plugin at once; more wait. */
    static final int MOST_RUNNING = 64;

    /** Runs of one plugin that were interrupted and go on; with as many, nothing more of the plugin is run. */
    static final int MOST_HANGING = 8;

    /** A run that ends within this time after it was interrupted does not hang. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String plugin;
    private final ClassLoader classes;
    private final Semaphore running = new Semaphore(MOST_RUNNING);
    private final Map<Run<?>, Long> abandoned = new ConcurrentHashMap<>();

    PluginThreads(String plugin, ClassLoader classes) {
        this.plugin = plugin;
        this.classes = classes;
    }

    /** Returns how many runs were interrupted and have not ended within a second. */
    int hanging() {
        long now = System.nanoTime();
        return (int) abandoned.values().stream()
                .filter(since -> now - since > GRACE.toNanos())
                .count();
    }

    /**
     * Runs something, and interrupts it when its time is over or this thread is interrupted.
     *
     * @throws ToolFault if it does not end in time, or does not begin
     * @throws ExecutionException with whatever it threw
     */
    <T> T run(Callable<T> what, Duration timeout) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + timeout.toNanos();
        if (hanging() >= MOST_HANGING) {
            throw new ToolFault(
                    ToolFault.Kind.REFUSED,
                    "the plugin " + plugin + " has " + MOST_HANGING
                            + " runs that do not end, and is not asked any more until one of them ends");
        }
        if (!running.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new ToolFault(
                    ToolFault.Kind.UNAVAILABLE,
                    "the plugin " + plugin + " is busy: " + MOST_RUNNING + " of its tools run");
        }
        Run<T> run = new Run<>(CallLog.inheriting(what));
        Thread thread = Thread.ofPlatform().daemon().name("plugin " + plugin).unstarted(run);
        thread.setContextClassLoader(classes);
        start(thread);
        boolean over = false;
        try {
            T result = run.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            over = true;
            return result;
        } catch (ExecutionException failed) {
            over = true;
            throw failed;
        } catch (TimeoutException late) {
            throw new ToolFault(
                    ToolFault.Kind.LOST,
                    "the plugin " + plugin + " gave no answer within " + timeout.toMillis() + " ms",
                    late);
        } finally {
            if (!over) {
                run.abandon(thread);
            }
        }
    }

    private void start(Thread thread) {
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            running.release();
            throw new ToolFault(
                    ToolFault.Kind.UNAVAILABLE, "the system gives the plugin " + plugin + " no thread", noThread);
        }
    }

    /** Says how far a run has come. */
    private enum Stage {
        WANTED,
        ABANDONED,
        ENDED
    }

    /** One run. Whether it hangs is decided under its own lock, because it may end at the moment it is given up. */
    private final class Run<T> extends FutureTask<T> {

        private Stage stage = Stage.WANTED;

        Run(Callable<T> what) {
            super(what);
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                end();
                running.release();
            }
        }

        private synchronized void end() {
            abandoned.remove(this);
            stage = Stage.ENDED;
        }

        synchronized void abandon(Thread thread) {
            if (stage == Stage.WANTED) {
                stage = Stage.ABANDONED;
                abandoned.put(this, System.nanoTime());
                thread.interrupt();
            }
        }
    }
}
