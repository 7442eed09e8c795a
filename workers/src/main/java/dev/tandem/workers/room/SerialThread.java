package dev.tandem.workers.room;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after another on one virtual thread. A task that fails is logged, and the next ones still run. */
public final class SerialThread implements Executor {

    private static final Logger log = LoggerFactory.getLogger(SerialThread.class);

    private final ExecutorService executor;
    private final String name;
    private volatile @Nullable Thread running;

    public SerialThread(String name) {
        this.name = name;
        executor =
                Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
    }

    /** @throws java.util.concurrent.RejectedExecutionException after {@link #end} */
    @Override
    public void execute(Runnable task) {
        executor.execute(() -> run(task));
    }

    @SuppressWarnings("CatchingUnchecked") // what comes behind it must not be lost
    private void run(Runnable task) {
        running = Thread.currentThread();
        try {
            task.run();
        } catch (Throwable e) {
            log.atError().addKeyValue("thread", name).setCause(e).log("a task failed");
        }
    }

    public boolean isCurrent() {
        return Thread.currentThread().equals(running);
    }

    /** Takes no more tasks; those in the queue still run. */
    public void end() {
        executor.shutdown();
    }

    /** Whether all is done within that time. */
    public boolean awaitEnd(Duration time) {
        try {
            return executor.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
