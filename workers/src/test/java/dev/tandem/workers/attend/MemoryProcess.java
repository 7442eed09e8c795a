package dev.tandem.workers.attend;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.live.ScriptedSpeech;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.room.memory.MemoryRooms;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.tool.ToolExecutionActivity;
import dev.tandem.workers.tool.Tools;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.call.CallWorkflowImpl;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.CallWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One of several processes with all roles on a real Temporal server. Its rooms are in memory and are shared, its speech
 * is scripted.
 */
final class MemoryProcess implements AutoCloseable {

    private final WorkflowServiceStubs server;
    private final WorkflowServiceStubs heartbeats;
    private final WorkflowClient client;
    private final WorkerFactory workers;
    private final CallHost host;
    private final Pacer pacer = new Pacer();
    private final ToolExecutionActivity tools = new ToolExecutionActivity(
            new Tools(new Egress(EgressSettings.allowing("127.0.0.1"))), Safe.VAULT, Meters.unread());

    /**
     * Starts a process.
     *
     * @param records activities of the queue {@code records}
     */
    MemoryProcess(String name, String target, MemoryRooms rooms, List<Object> records) {
        server = stubs(target);
        heartbeats = stubs(target);
        client = client(server);
        workers = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        HostId id = new HostId(name);
        SessionParts parts =
                new SessionParts(new Speech(new ScriptedSpeech().providers()), new LanguageModels(), pacer, Safe.VAULT);
        host = new CallHost(id, client, client(heartbeats), rooms, parts, 4);
        worker(CallWorkflow.TASK_QUEUE).registerWorkflowImplementationTypes(CallWorkflowImpl.class);
        worker("records").registerActivitiesImplementations(records.toArray());
        worker("tools").registerActivitiesImplementations(tools);
        worker("media").registerActivitiesImplementations(host);
        worker(id.queue()).registerActivitiesImplementations(host);
        workers.start();
    }

    private static WorkflowServiceStubs stubs(String target) {
        return WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    }

    private static WorkflowClient client(WorkflowServiceStubs server) {
        return WorkflowClient.newInstance(
                server,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(CallPayloads.converter())
                        .build());
    }

    private Worker worker(String queue) {
        return workers.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(300))
                        .setStickyQueueScheduleToStartTimeout(Duration.ofMillis(500))
                        .build());
    }

    WorkflowClient client() {
        return client;
    }

    /** Is told to stop: it hands its calls over, and leaves. */
    void stop() {
        host.drain(Duration.ofSeconds(30));
        close();
    }

    /** Dies, as the server sees it: nothing that it does reaches the server any more. */
    void die() {
        server.shutdownNow();
        heartbeats.shutdownNow();
        workers.shutdownNow();
    }

    @Override
    public void close() {
        host.close();
        workers.shutdownNow();
        workers.awaitTermination(2, TimeUnit.SECONDS);
        server.shutdownNow();
        heartbeats.shutdownNow();
        pacer.close();
        tools.close();
    }
}
