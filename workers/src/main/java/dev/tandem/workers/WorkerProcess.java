package dev.tandem.workers;

import dev.tandem.workers.WorkerSettings.Role;
import dev.tandem.workers.attend.CallHost;
import dev.tandem.workers.attend.HostId;
import dev.tandem.workers.tool.ToolExecutionActivity;
import dev.tandem.workflows.call.CallWorkflow;
import dev.tandem.workflows.call.CallWorkflowImpl;
import dev.tandem.workflows.graph.Guards;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
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

/** Polls the task queues of the process's roles, from when everything is warm until it is told to stop. */
final class WorkerProcess implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /** Workflow tasks go back to any worker when the one with the call in its cache does not answer (turns.md). */
    private static final Duration STICKY = Duration.ofMillis(500);

    /** A call has one AttendCall, one armed AgentTurn and, at times, one PathTransfer open on its host. */
    private static final int ACTIVITIES_A_CALL = 4;

    private final WorkerFactory factory;
    private final WorkerSettings settings;
    private final HostId id;
    private final @Nullable CallHost host;
    private volatile boolean running;

    WorkerProcess(
            WorkflowClient client,
            WorkerSettings settings,
            HostId id,
            @Nullable CallHost host,
            @Nullable ToolExecutionActivity tools) {
        this.settings = settings;
        this.id = id;
        this.host = host;
        this.factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        if (settings.worker().roles().contains(Role.CALLS)) {
            worker(CallWorkflow.TASK_QUEUE, 200).registerWorkflowImplementationTypes(CallWorkflowImpl.class);
        }
        if (tools != null) {
            worker("tools", 100).registerActivitiesImplementations(tools);
        }
        if (host != null) {
            worker("media", settings.worker().slots()).registerActivitiesImplementations(host);
            worker(id.queue(), ACTIVITIES_A_CALL * settings.worker().slots()).registerActivitiesImplementations(host);
        }
    }

    @Override
    public void start() {
        Guards.prepare();
        factory.start();
        running = true;
        LOG.atInfo()
                .addKeyValue("worker", id.name())
                .addKeyValue("roles", settings.worker().roles())
                .log("the worker is ready");
        String ready = settings.readyFile();
        if (ready != null && !ready.isBlank()) {
            try {
                Files.writeString(Path.of(ready), id.name());
            } catch (IOException fault) {
                throw new UncheckedIOException("the ready file " + ready + " cannot be written", fault);
            }
        }
    }

    @Override
    public void stop() {
        factory.shutdownNow();
        if (host != null) {
            host.close();
        }
        factory.awaitTermination(5, TimeUnit.SECONDS);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private Worker worker(String queue, int activities) {
        return factory.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setMaxConcurrentActivityExecutionSize(activities)
                        .setStickyQueueScheduleToStartTimeout(STICKY)
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(300))
                        .build());
    }
}
