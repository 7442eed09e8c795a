package dev.tandem.api.temporal;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.SearchAttributes;
import dev.tandem.workflows.call.api.TypedAnswer;
import dev.tandem.workflows.call.api.TypedLine;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.CallInput;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.client.WorkflowUpdateTimeoutOrCancelledException;
import io.temporal.common.Priority;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Starts call workflows, ends them from outside, and erases what is kept of them. */
@Component
public class CallWorkflowClient {

    /** Most code points of the workflow's name in a summary. The server refuses summaries of more than 400 bytes. */
    private static final int SUMMARY_NAME = 80;

    /** Most code points of the name in a search attribute. It has 2048 bytes, and one code point may need 12. */
    private static final int ATTRIBUTE_NAME = 160;

    /** Time after which the workflow task of a worker that died is given to another worker (ADR 44). */
    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(1);

    /**
     * Time after the longest call within which its workflow is over. It ends by itself; this one ends what cannot, and
     * leaves a database that is away a day to come back and record the end.
     */
    private static final Duration RECORDING = Duration.ofHours(24);

    /** A caller who phones is in the room before the call begins, so one who is not there has hung up. */
    private static final Duration PHONED = Duration.ofSeconds(30);

    /** Tests by chat are worked on when no call of anybody else waits: 5 is Temporal's lowest priority, 3 the usual one. */
    private static final Priority BEHIND_CALLERS =
            Priority.newBuilder().setPriorityKey(5).build();

    /** Time that an agent may take to answer a typed line, a place for the call included. */
    private static final Duration ANSWERED = Duration.ofSeconds(100);

    /** Time within which a worker takes a line. Many tests that are started at once wait for each other. */
    private static final Duration TAKEN = Duration.ofSeconds(30);

    private final WorkflowClient client;
    private final Counter started;
    private final TemporalRequests requests;
    private final Duration join;

    /** @param join time within which somebody has to join a call */
    CallWorkflowClient(
            WorkflowClient client,
            TemporalRequests requests,
            MeterRegistry meters,
            @Value("${tandem.join-within}") Duration join) {
        this.join = join;
        this.client = client;
        this.requests = requests;
        this.started = meters.counter("tandem.calls.started");
    }

    /**
     * @param workflowName the name that operators read
     * @param version number of the version
     * @param longest time that the call may last
     * @throws ApiProblem 503 if Temporal does not answer; the workflow may start all the same, and then finds no row of
     *     its call
     */
    public void start(CallInput input, String workflowName, int version, Duration longest) {
        CallWorkflow call = client.newWorkflowStub(CallWorkflow.class, options(input, workflowName, version, longest));
        requests.send(() -> WorkflowClient.start(call::run, input.joinedWithin(join)));
        started.increment();
    }

    /** Works like {@link #start} for a caller who phones, but does nothing if the workflow was started before. */
    public void startOnce(CallInput input, String workflowName, int version, Duration longest) {
        CallWorkflow call = client.newWorkflowStub(CallWorkflow.class, options(input, workflowName, version, longest));
        requests.send(() -> {
            try {
                WorkflowClient.start(call::run, input.joinedWithin(PHONED));
                started.increment();
            } catch (WorkflowExecutionAlreadyStarted announcedBefore) {
                // The same call was announced twice.
                return;
            }
        });
    }

    /**
     * Asks a call to end. The call gets one signal, however often this is called.
     *
     * @return false if no such call workflow runs
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public boolean end(String workflowId, String reason) {
        return signal(workflowId, workflowId + "/end", new Command.Close(reason));
    }

    /**
     * Gives a call an operator's command, once.
     *
     * @return false if no such call workflow runs
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public boolean command(String workflowId, Command.ByOperator command) {
        return signal(workflowId, command.operator().commandId(), command);
    }

    /**
     * Tells a call that gave its place back that its caller has joined. The call gets one signal for each attendance,
     * however often this is called.
     *
     * @param attendance that gave the place back
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public void callerJoined(String workflowId, int attendance) {
        // A call that has ended needs to know nothing.
        boolean _ = signal(workflowId, workflowId + "/joined/" + attendance, new Command.CallerJoined());
    }

    /**
     * Writes a line into a call in memory, and waits until it is answered or the call has ended.
     *
     * @return empty if the call has ended, or no such call runs
     * @throws ApiProblem 409 if too many lines wait, 503 if Temporal does not answer, or the agent not in time
     */
    public Optional<TypedAnswer> typed(String workflowId, TypedLine line) {
        return updated(workflowId, "typed", line.id(), line);
    }

    /**
     * Waits until the agent has opened a call in memory.
     *
     * @return empty if no such call runs
     * @throws ApiProblem as {@link #typed}
     */
    public Optional<TypedAnswer> opened(String workflowId) {
        return updated(workflowId, "opened", "opened");
    }

    private Optional<TypedAnswer> updated(String workflowId, String update, String id, Object... arguments) {
        UpdateOptions<TypedAnswer> options = UpdateOptions.newBuilder(TypedAnswer.class)
                .setUpdateName(update)
                .setUpdateId(id)
                .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                .build();
        AtomicReference<@Nullable WorkflowUpdateHandle<TypedAnswer>> sent = new AtomicReference<>();
        try {
            requests.send(TAKEN, () -> {
                try {
                    sent.set(client.newUntypedWorkflowStub(workflowId).startUpdate(options, arguments));
                } catch (WorkflowNotFoundException over) {
                    sent.set(null);
                }
            });
            WorkflowUpdateHandle<TypedAnswer> taken = sent.get();
            return taken == null
                    ? Optional.empty()
                    : Optional.of(taken.getResultAsync(ANSWERED.toMillis(), TimeUnit.MILLISECONDS)
                            .join());
        } catch (CompletionException | WorkflowException failed) {
            return unanswered(failed);
        }
    }

    static Optional<TypedAnswer> unanswered(RuntimeException failed) {
        Throwable cause = failed instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failed;
        return switch (cause) {
            case WorkflowNotFoundException over -> Optional.empty();
            case WorkflowUpdateException refused
            when refused.getCause() instanceof ApplicationFailure why
                    && why.getType().equals("TooManyLines") ->
                throw ApiProblem.conflict(
                        "too-many-lines", "Too many lines wait for an answer. Wait for the answers, then go on.");
            case WorkflowUpdateException refused
            when refused.getCause() instanceof ApplicationFailure why
                    && why.getType().equals("AcceptedUpdateCompletedWorkflow") -> Optional.empty();
            case WorkflowUpdateTimeoutOrCancelledException late -> throw late(late);
            case TimeoutException late -> throw late(late);
            default -> throw failed;
        };
    }

    private static ApiProblem late(Throwable late) {
        return ApiProblem.unavailable(
                "no-answer-yet",
                "The agent has not answered within " + ANSWERED.toSeconds()
                        + " s. Send the same line with the same line_id again to wait for it.",
                Duration.ofSeconds(1),
                late);
    }

    /** @param id the server takes signals with the same one once */
    private boolean signal(String workflowId, String id, Command command) {
        Payloads input =
                client.getOptions().getDataConverter().toPayloads(command).orElseThrow();
        SignalWorkflowExecutionRequest signal = SignalWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setWorkflowExecution(execution(workflowId))
                .setSignalName("command")
                .setRequestId(id)
                .setInput(input)
                .build();
        return requests.sendTo(
                () -> client.getWorkflowServiceStubs().blockingStub().signalWorkflowExecution(signal));
    }

    /**
     * Asks how a call workflow stands.
     *
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public WorkflowEnd endOf(String workflowId) {
        DescribeWorkflowExecutionRequest question = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(execution(workflowId))
                .build();
        AtomicReference<WorkflowEnd> end = new AtomicReference<>(new WorkflowEnd.Unknown());
        boolean _ = requests.sendTo(() -> end.set(end(client.getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(question)
                .getWorkflowExecutionInfo())));
        return end.get();
    }

    private static WorkflowEnd end(WorkflowExecutionInfo workflow) {
        Instant closed = Instant.ofEpochSecond(
                workflow.getCloseTime().getSeconds(), workflow.getCloseTime().getNanos());
        return switch (workflow.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> new WorkflowEnd.Over("terminated", closed);
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> new WorkflowEnd.Over("timed_out", closed);
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> new WorkflowEnd.Over("cancelled", closed);
            case WORKFLOW_EXECUTION_STATUS_FAILED -> new WorkflowEnd.Over("workflow_failed", closed);
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> new WorkflowEnd.Over("not_recorded", closed);
            default -> new WorkflowEnd.Running();
        };
    }

    /**
     * Erases a call workflow with its history.
     *
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public void erase(String workflowId) {
        DeleteWorkflowExecutionRequest deletion = DeleteWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setWorkflowExecution(execution(workflowId))
                .build();
        // A workflow that does not exist any more counts as erased.
        boolean _ = requests.sendTo(
                () -> client.getWorkflowServiceStubs().blockingStub().deleteWorkflowExecution(deletion));
    }

    private static WorkflowExecution execution(String workflowId) {
        return WorkflowExecution.newBuilder().setWorkflowId(workflowId).build();
    }

    private static WorkflowOptions options(CallInput input, String workflowName, int version, Duration longest) {
        return WorkflowOptions.newBuilder()
                .setPriority(input.atNoServer() ? BEHIND_CALLERS : Priority.getDefaultInstance())
                .setTaskQueue(CallWorkflow.TASK_QUEUE)
                .setWorkflowId(CallWorkflow.workflowId(input.organization(), input.callId()))
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowExecutionTimeout(longest.plus(RECORDING))
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
}
