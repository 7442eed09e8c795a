package dev.tandem.api.temporal;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.call.testing.ScenarioRun;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** Starts, watches and cancels the workflows that run scenarios. */
@Component
public class TestRunClient {

    /** Longest run: a thousand calls, each behind others. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** Who polled a queue this long ago is there: a poll takes up to a minute. */
    private static final Duration POLLED = Duration.ofSeconds(90);

    private final WorkflowClient client;
    private final TemporalRequests requests;

    TestRunClient(WorkflowClient client, TemporalRequests requests) {
        this.client = client;
        this.requests = requests;
    }

    /** @throws ApiProblem 503 if Temporal does not answer */
    public void start(ScenarioRun.Input input) {
        ScenarioRun run = client.newWorkflowStub(
                ScenarioRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(ScenarioRun.TASK_QUEUE)
                        .setWorkflowId(ScenarioRun.workflowId(input.organization(), input.run()))
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .setWorkflowExecutionTimeout(LONGEST)
                        .build());
        requests.send(() -> WorkflowClient.start(run::run, input));
    }

    /**
     * Waits for the end of a run, however it comes.
     *
     * @return false if it has not come in time
     */
    public boolean ended(String workflowId, Duration within) {
        try {
            client.newUntypedWorkflowStub(workflowId)
                    .getResult(within.toMillis(), TimeUnit.MILLISECONDS, ScenarioRun.Result.class);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (WorkflowException otherEnd) {
            return true;
        }
    }

    /**
     * Asks a run to end.
     *
     * @return false if no such run is under way
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public boolean cancel(String workflowId) {
        AtomicBoolean found = new AtomicBoolean(true);
        requests.send(() -> {
            try {
                client.newUntypedWorkflowStub(workflowId).cancel();
            } catch (WorkflowNotFoundException over) {
                found.set(false);
            }
        });
        return found.get();
    }

    /**
     * Returns whether a process plays callers.
     *
     * @param queue of what it is to play: {@link dev.tandem.workflows.call.api.CallerLine#TASK_QUEUE} or
     *     {@link dev.tandem.workflows.call.api.SpokenCaller#TASK_QUEUE}
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public boolean hasCallers(String queue) {
        DescribeTaskQueueRequest question = DescribeTaskQueueRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                .build();
        AtomicBoolean there = new AtomicBoolean();
        boolean _ = requests.sendTo(() -> there.set(
                client.getWorkflowServiceStubs().blockingStub().describeTaskQueue(question).getPollersList().stream()
                        .anyMatch(poller -> isRecent(poller.getLastAccessTime().getSeconds()))));
        return there.get();
    }

    private static boolean isRecent(long second) {
        return second > System.currentTimeMillis() / 1000 - POLLED.toSeconds();
    }
}
