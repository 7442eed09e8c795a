package dev.tandem.workers;

import dev.tandem.workers.WorkerSettings.Role;
import dev.tandem.workers.attend.CallHost;
import dev.tandem.workers.attend.HostId;
import dev.tandem.workflows.call.CallWorkflowImpl;
import dev.tandem.workflows.call.ReplayRunImpl;
import dev.tandem.workflows.call.ToolDiscoveryImpl;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.testing.ScenarioAttemptImpl;
import dev.tandem.workflows.call.testing.ScenarioRun;
import dev.tandem.workflows.call.testing.ScenarioRunImpl;
import dev.tandem.workflows.guard.Guards;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Polls the task queues of the process's roles, from the moment when everything is warm until it is told to stop. */
final class WorkerProcess implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /**
     * Workflow tasks go back to any worker when the one that has the call in its cache does not answer (docs/turns.md).
     */
    private static final Duration STICKY = Duration.ofMillis(500);

    /**
     * Workflow tasks that run at once. More would make each slower, up to its time limit, after which it is done again
     * (ADR 44). Each of the client's five open polls takes one.
     */
    private static final int WORKFLOW_TASKS = 5 + 2 * Runtime.getRuntime().availableProcessors();

    /** A call has one AttendCall, one armed AgentTurn and, at times, one PathTransfer open on its host. */
    private static final int ACTIVITIES_A_CALL = 4;

    private static final int TOOLS = 100;

    /**
     * Open polls on a queue. A frozen process swallows one task with each, so there are few of them. On the shared
     * queue for placing calls there is only one.
     */
    private static final int POLLERS = 2;

    /** After the calls are gone, tools that still run get this much time. */
    private static final Duration LAST_TASKS = Duration.ofSeconds(2);

    private final WorkerFactory factory;
    private final WorkerSettings settings;
    private final HostId id;
    private final @Nullable CallHost host;
    private final List<Worker> shared = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean takesWork;

    /**
     * @param host of the calls; null: the process has none
     * @param tools the activities that run and inspect tools; none: the process does neither
     */
    WorkerProcess(
            WorkflowClient client, WorkerSettings settings, HostId id, @Nullable CallHost host, List<Object> tools) {
        this.settings = settings;
        this.id = id;
        this.host = host;
        this.factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        if (settings.worker().roles().contains(Role.CALLS)) {
            worker(CallWorkflow.TASK_QUEUE, 1, 1)
                    .registerWorkflowImplementationTypes(
                            CallWorkflowImpl.class, ToolDiscoveryImpl.class, ReplayRunImpl.class);
            worker(ScenarioRun.TASK_QUEUE, 1, 1)
                    .registerWorkflowImplementationTypes(ScenarioRunImpl.class, ScenarioAttemptImpl.class);
        }
        if (!tools.isEmpty()) {
            Worker worker = worker("tools", TOOLS, POLLERS);
            worker.registerActivitiesImplementations(tools.toArray());
            shared.add(worker);
        }
        if (host != null) {
            Worker places = worker("media", settings.worker().slots(), 1);
            places.registerActivitiesImplementations(host);
            shared.add(places);
            Worker inMemory = worker("media-memory", settings.worker().testSlots(), 1);
            inMemory.registerActivitiesImplementations(host);
            shared.add(inMemory);
            int calls = settings.worker().slots() + settings.worker().testSlots();
            worker(id.queue(), ACTIVITIES_A_CALL * calls, POLLERS).registerActivitiesImplementations(host);
        }
    }

    @Override
    public void start() {
        Guards.prepare();
        if (settings.worker().roles().contains(Role.CALLS)) {
            ReplayedCall.replay(factory.getWorkflowClient());
        }
        factory.start();
        running = true;
        takesWork = true;
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

    /** Takes no more work, hands its calls over, finishes what is under way, and stops. */
    @Override
    public void stop() {
        takesWork = false;
        shared.forEach(Worker::suspendPolling);
        if (host != null) {
            host.drain(settings.worker().drain());
            host.close();
        }
        factory.shutdown();
        factory.awaitTermination(LAST_TASKS.toMillis(), TimeUnit.MILLISECONDS);
        factory.shutdownNow();
        running = false;
    }

    /** Returns whether the process is ready and was not told to stop. */
    boolean takesWork() {
        return takesWork;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private Worker worker(String queue, int activities, int pollers) {
        return factory.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setMaxConcurrentActivityExecutionSize(activities)
                        .setMaxConcurrentActivityTaskPollers(pollers)
                        .setStickyQueueScheduleToStartTimeout(STICKY)
                        .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_TASKS)
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(300))
                        .build());
    }
}
