package dev.tandem.api.temporal;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.ToolDiscovery;
import dev.tandem.workflows.call.api.ToolFindings;
import dev.tandem.workflows.call.api.ToolInquiry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Has a worker ask the servers of tools: only workers have the way out, the secrets and the commands. */
@Component
public class ToolDiscoveryClient {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final WorkflowClient client;
    private final TemporalRequests requests;
    private final Duration limit;

    /** @param limit time for all of it; what servers take ({@link ToolDiscovery#LIMIT}) and the workflow's own steps */
    ToolDiscoveryClient(
            WorkflowClient client, TemporalRequests requests, @Value("${tandem.discover-within}") Duration limit) {
        this.limit = limit;
        this.client = client;
        this.requests = requests;
    }

    /** @throws ApiProblem 503 if Temporal does not answer, or no worker runs tools */
    public ToolFindings ask(ToolInquiry inquiry) {
        ToolDiscovery discovery = client.newWorkflowStub(
                ToolDiscovery.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(CallWorkflow.TASK_QUEUE)
                        .setWorkflowId("tools/" + UUID.randomUUID())
                        .setWorkflowExecutionTimeout(limit)
                        .build());
        requests.send(() -> WorkflowClient.start(discovery::discover, inquiry));
        try {
            return WorkflowStub.fromTyped(discovery)
                    .getResult(limit.toMillis(), TimeUnit.MILLISECONDS, ToolFindings.class);
        } catch (TimeoutException | WorkflowException late) {
            throw ApiProblem.unavailable(
                    "no-tool-worker",
                    "No worker has asked the servers of the document's tools in time. Start workers with the roles"
                            + " calls and tools, or try again.",
                    RETRY_AFTER,
                    late);
        }
    }
}
