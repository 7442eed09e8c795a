package dev.tandem.bench.turn;

import dev.tandem.bench.session.HandArmedSession;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workers.attend.CallHost;
import dev.tandem.workers.attend.HostId;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workflows.call.CallWorkflowImpl;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs calls on Temporal as a worker process does. The call workflow, the armed turn and the heartbeats are real;
 * model, speech and room are scripted, and nothing is recorded.
 */
final class DurableCalls implements AutoCloseable {

    private final WorkflowServiceStubs stubs;
    private final WorkflowServiceStubs beats;
    private final WorkerFactory factory;
    private final WorkflowClient client;
    private final CallHost host;
    private final Witness witness;
    private final StampedRooms rooms = new StampedRooms();
    private final Map<String, CallWorkflow> workflows = new ConcurrentHashMap<>();

    DurableCalls(int calls, TemporalServer temporal, Pacer pacer, DelayedModel model) {
        stubs = stubs(temporal, Duration.ofSeconds(10));
        beats = stubs(temporal, Duration.ofSeconds(1));
        client = client(stubs, temporal);
        HostId hostId = new HostId("bench");
        host = new CallHost(
                hostId,
                client,
                client(beats, temporal),
                rooms,
                HandArmedSession.scripted(pacer, model, new StampedVad(HandArmedSession.MIN_INTERRUPTION_MS)),
                calls);
        witness = new Witness(host);
        factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        worker(CallWorkflow.TASK_QUEUE).registerWorkflowImplementationTypes(CallWorkflowImpl.class);
        worker("media").registerActivitiesImplementations(witness);
        worker(hostId.queue()).registerActivitiesImplementations(witness);
        worker("records").registerActivitiesImplementations(new NoRecords());
        factory.start();
    }

    /** Lets the caller join, and waits until they are greeted. */
    void open(String id) throws InterruptedException {
        CallWorkflow workflow = client.newWorkflowStub(
                CallWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(CallWorkflow.TASK_QUEUE)
                        .setWorkflowId(CallWorkflow.workflowId("bench", id))
                        .build());
        workflows.put(id, workflow);
        var _ = WorkflowClient.start(
                workflow::run, new CallInput(id, "bench", "bench", "version", "voice", id, Map.of()));
        rooms.listener(id).callerJoined("caller");
        var _ = witness.awaitArmed(id);
        var _ = witness.awaitSpoken(id);
    }

    /**
     * Waits until a call's next turn is armed.
     *
     * @return the time without an armed turn, ns
     */
    long awaitArmed(String id) throws InterruptedException {
        return witness.awaitArmed(id);
    }

    /** Lets the caller name the call, and waits for the answer. */
    TurnOutcome.Spoken speak(String id) throws InterruptedException {
        rooms.listener(id).chat(id);
        return witness.awaitSpoken(id);
    }

    StampedRoom room(String id) {
        return rooms.room(id);
    }

    @Override
    public void close() {
        workflows.values().forEach(call -> call.command(new Command.Close("over")));
        factory.shutdownNow();
        host.close();
        factory.awaitTermination(5, TimeUnit.SECONDS);
        stubs.shutdownNow();
        beats.shutdownNow();
    }

    private Worker worker(String queue) {
        return factory.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(300))
                        .build());
    }

    private static WorkflowServiceStubs stubs(TemporalServer temporal, Duration timeout) {
        return WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.target())
                .setRpcTimeout(timeout)
                .build());
    }

    private static WorkflowClient client(WorkflowServiceStubs stubs, TemporalServer temporal) {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(temporal.namespace())
                        .setDataConverter(CallPayloads.converter())
                        .build());
    }
}
