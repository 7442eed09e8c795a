package dev.tandem.callers.process;

import dev.tandem.workflows.call.api.CallerLine;
import dev.tandem.workflows.call.api.SpokenCaller;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Polls the queues of simulated callers, from the moment when they can speak until the process is told to stop. */
final class CallersProcess implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CallersProcess.class);

    /** Open polls on a queue: a frozen process swallows one task with each. */
    private static final int POLLERS = 2;

    private final WorkerFactory factory;
    private final CallersSettings settings;
    private volatile boolean takesWork;

    /** @param spoken null: nobody speaks here */
    CallersProcess(WorkflowClient client, CallersSettings settings, CallerLine lines, @Nullable SpokenCaller spoken) {
        this.settings = settings;
        this.factory = WorkerFactory.newInstance(client);
        worker(CallerLine.TASK_QUEUE, settings.callers().lines()).registerActivitiesImplementations(lines);
        if (spoken != null) {
            worker(SpokenCaller.TASK_QUEUE, settings.callers().slots()).registerActivitiesImplementations(spoken);
        }
    }

    private Worker worker(String queue, int atOnce) {
        return factory.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setMaxConcurrentActivityExecutionSize(atOnce)
                        .setMaxConcurrentActivityTaskPollers(Math.min(POLLERS, atOnce))
                        .setMaxHeartbeatThrottleInterval(Duration.ofSeconds(1))
                        .build());
    }

    @Override
    public void start() {
        factory.start();
        takesWork = true;
        LOG.atInfo()
                .addKeyValue("slots", settings.callers().slots())
                .addKeyValue("lines", settings.callers().lines())
                .log("the callers are ready");
        String ready = settings.readyFile();
        if (ready != null && !ready.isBlank()) {
            try {
                Files.writeString(Path.of(ready), "callers");
            } catch (IOException fault) {
                throw new UncheckedIOException("the ready file " + ready + " cannot be written", fault);
            }
        }
    }

    /** Takes no more work, lets callers who speak finish for a while, and stops. */
    @Override
    public void stop() {
        takesWork = false;
        factory.shutdown();
        factory.awaitTermination(settings.callers().drain().toMillis(), TimeUnit.MILLISECONDS);
        factory.shutdownNow();
    }

    /** Returns whether the process is ready and was not told to stop. */
    boolean takesWork() {
        return takesWork;
    }

    @Override
    public boolean isRunning() {
        return takesWork;
    }
}
