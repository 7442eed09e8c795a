package dev.tandem.api.temporal;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.ReplayRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Starts replays of many calls. */
@Component
public class ReplayClient {

    private final WorkflowClient client;
    private final TemporalRequests requests;

    ReplayClient(WorkflowClient client, TemporalRequests requests) {
        this.client = client;
        this.requests = requests;
    }

    /** @throws ApiProblem 503 if Temporal does not answer */
    public void start(UUID organization, UUID run) {
        ReplayRun workflow = client.newWorkflowStub(
                ReplayRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(CallWorkflow.TASK_QUEUE)
                        .setWorkflowId("replay/" + run)
                        .build());
        requests.send(() -> WorkflowClient.start(workflow::run, organization.toString(), run.toString()));
    }
}
