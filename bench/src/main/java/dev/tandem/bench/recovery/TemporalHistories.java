package dev.tandem.bench.recovery;

import dev.tandem.workflows.call.CallWorkflowImpl;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.protocol.Heartbeat;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.util.Optional;

/** Reads calls from Temporal. */
final class TemporalHistories implements AutoCloseable {

    private static final DataConverter CONVERTER = CallPayloads.converter();

    private final String namespace;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;

    TemporalHistories(String target, String namespace) {
        this.namespace = namespace;
        this.stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
        this.client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(namespace)
                        .setDataConverter(CONVERTER)
                        .build());
    }

    /** Returns the state that the open attendance has made durable, if there is one. */
    Optional<Heartbeat> durable(String workflowId) {
        var request = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build();
        return stubs.blockingStub().describeWorkflowExecution(request).getPendingActivitiesList().stream()
                .filter(activity -> activity.getActivityType().getName().equals("AttendCall"))
                .filter(activity -> activity.getHeartbeatDetails().getPayloadsCount() > 0)
                .map(activity -> CONVERTER.fromPayload(
                        activity.getHeartbeatDetails().getPayloads(0), Heartbeat.class, Heartbeat.class))
                .findFirst();
    }

    TemporalHistory history(String workflowId) {
        return TemporalHistory.of(client.fetchHistory(workflowId));
    }

    /** Returns the number of call workflows that have not ended. */
    int open() {
        var request = ListWorkflowExecutionsRequest.newBuilder()
                .setNamespace(namespace)
                .setQuery("ExecutionStatus = 'Running'")
                .build();
        return stubs.blockingStub().listWorkflowExecutions(request).getExecutionsCount();
    }

    /** Replays a history with today's call workflow. The result is the difference, or empty if there is none. */
    Optional<String> replayed(WorkflowExecutionHistory history) {
        Worker worker = WorkerFactory.newInstance(client).newWorker("replay");
        worker.registerWorkflowImplementationTypes(CallWorkflowImpl.class);
        try {
            worker.replayWorkflowExecution(history);
            return Optional.empty();
        } catch (Exception different) {
            return Optional.of("the history does not replay: " + different.getMessage());
        }
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }
}
