package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.ToolExecution;
import dev.tandem.workflows.call.attendance.OpenWork;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.ToolResult.Status;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs tools, all at the same time. Every way in which a tool ends is a result. */
final class ToolRuns {

    private static final String NOBODY = "It could not be started: nothing runs tools right now. Say so to the caller.";
    private static final String LATE = "It did not answer in time. Say so to the caller, or try once more.";
    private static final String UNKNOWN =
            "It is not known whether this happened. Tell the caller that you cannot confirm it; do not try it again.";

    private static final String INTERRUPTED =
            "The caller interrupted it before it began. Answer what the caller says now.";

    private ToolRuns() {}

    /**
     * Runs tools and waits for all of them.
     *
     * @param interrupted whether the caller has interrupted the tools that may be interrupted
     * @return a result for each request, in order
     */
    static List<ToolResult> run(List<ToolRequest> requests, BooleanSupplier interrupted) {
        List<OpenWork<ToolResult>> running = requests.stream()
                .map(request -> new OpenWork<>(() -> start(request)))
                .toList();
        Workflow.await(() -> interrupted.getAsBoolean() || running.stream().allMatch(OpenWork::isCompleted));
        for (int at = 0; at < running.size(); at++) {
            OpenWork<ToolResult> work = running.get(at);
            if (!work.isCompleted() && requests.get(at).tool().interruptible()) {
                work.cancel();
            }
        }
        return running.stream().map(OpenWork::get).toList();
    }

    private static Promise<ToolResult> start(ToolRequest request) {
        long begun = Workflow.currentTimeMillis();
        ToolExecution stub = Workflow.newActivityStub(ToolExecution.class, CallOptions.tool(request.tool()));
        return Async.function(stub::execute, request).exceptionally(failure -> {
            long durationMs = Workflow.currentTimeMillis() - begun;
            return switch (failure) {
                case ActivityFailure activity -> failed(request, activity, durationMs);
                case CanceledFailure _ -> result(request, Status.CANCELLED, INTERRUPTED, 0, durationMs);
                default -> throw new IllegalStateException("a tool ended in a way that no activity ends", failure);
            };
        });
    }

    private static ToolResult failed(ToolRequest request, ActivityFailure failure, long durationMs) {
        if (failure.getCause() instanceof TimeoutFailure timeout
                && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START) {
            return result(request, Status.FAILED, NOBODY, 0, durationMs);
        }
        if (failure.getCause() instanceof CanceledFailure) {
            // A worker that runs the tool reports itself what has become of it. Here none had taken it.
            return result(request, Status.CANCELLED, INTERRUPTED, 0, durationMs);
        }
        if (request.tool().sideEffect() == Tool.SideEffect.ONCE) {
            return result(request, Status.UNKNOWN, UNKNOWN, 1, durationMs);
        }
        boolean allTries = failure.getRetryState() == RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED;
        String error = failure.getCause() instanceof ApplicationFailure broken ? broken.getOriginalMessage() : LATE;
        return result(request, Status.FAILED, error, allTries ? CallOptions.TOOL_ATTEMPTS : 1, durationMs);
    }

    private static ToolResult result(ToolRequest request, Status status, String error, int runs, long durationMs) {
        return new ToolResult(request.call().key(), request.call().name(), status, null, error, runs, durationMs);
    }
}
