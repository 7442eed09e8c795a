package dev.tandem.api.temporal;

import dev.tandem.api.problem.ApiProblem;
import dev.tandem.workflows.call.CallInput;
import dev.tandem.workflows.call.CallWorkflow;
import dev.tandem.workflows.call.SearchAttributes;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Starts call workflows. */
@Component
public class CallWorkflows implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(CallWorkflows.class);

    /** Code points of the name in a summary: the server refuses one of more than 400 bytes. */
    private static final int SUMMARY_NAME = 80;

    /** Code points of the name as a search attribute: 2048 bytes, and up to 12 are written for one of them. */
    private static final int ATTRIBUTE_NAME = 160;

    /** The stuck workflow task of a dead worker is given to another after this time. */
    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(2);

    /** The client retries for a minute by itself; a caller does not wait that long. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final WorkflowClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("temporal-deadlines").factory());

    CallWorkflows(WorkflowClient client) {
        this.client = client;
    }

    /**
     * @param workflowName as operators read it
     * @param version number of the version
     * @throws ApiProblem 503 if Temporal does not answer; then the call may still start, and finds that it is gone
     */
    public void start(CallInput input, String workflowName, int version) {
        CallWorkflow call = client.newWorkflowStub(CallWorkflow.class, options(input, workflowName, version));
        try (Context.CancellableContext context =
                Context.current().withDeadlineAfter(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS, deadlines)) {
            context.run(() -> WorkflowClient.start(call::run, input));
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    private static WorkflowOptions options(CallInput input, String workflowName, int version) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(CallWorkflow.TASK_QUEUE)
                .setWorkflowId(CallWorkflow.workflowId(input.organization(), input.callId()))
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowTaskTimeout(TASK_TIMEOUT)
                .setStaticSummary(beginning(workflowName, SUMMARY_NAME) + " v" + version)
                .setTypedSearchAttributes(io.temporal.common.SearchAttributes.newBuilder()
                        .set(SearchAttributes.ORGANIZATION, input.organization())
                        .set(SearchAttributes.WORKFLOW, beginning(workflowName, ATTRIBUTE_NAME))
                        .set(SearchAttributes.VERSION, Integer.toString(version))
                        .set(SearchAttributes.CHANNEL, input.channel())
                        .set(SearchAttributes.STATUS, "active")
                        .build())
                .build();
    }

    private static String beginning(String name, int codePoints) {
        int length = Math.min(codePoints, name.codePointCount(0, name.length()));
        return name.substring(0, name.offsetByCodePoints(0, length));
    }

    private static RuntimeException refusal(RuntimeException failure) {
        Status status = status(failure);
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED ->
                ApiProblem.unavailable(
                        "temporal-unavailable",
                        "Temporal does not answer, and no call starts without it. Try again.",
                        RETRY_AFTER,
                        failure);
            case INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, UNAUTHENTICATED -> {
                log.error("Temporal refuses to start a call: {}", status, failure);
                yield ApiProblem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "temporal-refuses",
                        "Temporal refuses to start a call. The installation's operator finds the reason in the log:"
                                + " often a namespace or a search attribute (Tandem…, keyword) that was not made.");
            }
            default -> failure;
        };
    }

    private static Status status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException grpc) {
                return grpc.getStatus();
            }
        }
        return Status.UNKNOWN;
    }

    @Override
    public void destroy() {
        deadlines.shutdownNow();
    }
}
