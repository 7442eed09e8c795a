package dev.tandem.workers.tool;

import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.call.api.ToolExecution;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.ToolResult.Status;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tools for the call workflow.
 *
 * <p>A fault that another try may mend fails the activity, so that Temporal retries it, while attempts remain and the
 * tool may run twice. Every other outcome is a result.
 */
public final class ToolExecutionActivity implements ToolExecution, AutoCloseable {

    /** The most attempts of a tool whose side effect is none or idempotent. */
    public static final int MOST_ATTEMPTS = 3;

    /** Type of the failure that asks for another attempt. */
    public static final String RETRYABLE = "ToolUnavailable";

    /** {@code <call>/<turn>/<step>/<ordinal>} */
    private static final Pattern KEY = Pattern.compile("[^/]*/([0-9]{1,9})/[0-9]+/[0-9]+");

    private static final String ANSWER_THEM = " Answer what the caller says now.";

    private static final Logger LOG = LoggerFactory.getLogger(ToolExecutionActivity.class);

    private final ToolExecutor executor;
    private final Meters meters;

    public ToolExecutionActivity(Tools tools, Vault vault, Meters meters) {
        this.executor = new ToolExecutor(tools, vault);
        this.meters = meters;
    }

    @Override
    public ToolResult execute(ToolRequest request) {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        String workflowId = Objects.requireNonNullElse(info.getWorkflowId(), "");
        try (var _ = CallLog.of(request.callId(), workflowId)) {
            turn(request.call().key()).ifPresent(CallLog::turn);
            return execute(request, info);
        }
    }

    /** Returns the turn that asked for a tool, as its key says; empty: the key is not one of a call's. */
    private static OptionalInt turn(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches() ? OptionalInt.of(Integer.parseInt(parts.group(1))) : OptionalInt.empty();
    }

    private ToolResult execute(ToolRequest request, ActivityInfo info) {
        Duration left = left(request.tool(), info);
        long started = System.nanoTime();
        ToolResult result;
        try {
            if (!left.isPositive()) {
                throw new ToolFault(ToolFault.Kind.UNAVAILABLE, "no answer in time, in several attempts");
            }
            BoundedAnswer answer = executor.run(request, left, wanted(request.tool()));
            result = new ToolResult(
                    request.call().key(),
                    request.call().name(),
                    Status.OK,
                    answer.content(),
                    null,
                    info.getAttempt(),
                    since(started).toMillis(),
                    answer.assigned(),
                    answer.warnings());
        } catch (ToolFault fault) {
            boolean timeLeft = left.compareTo(since(started)) > 0;
            if (timeLeft && mayRetry(request.tool(), fault, info.getAttempt())) {
                meters.toolRetried(since(started));
                throw ApplicationFailure.newFailureWithCause(fault.getMessage(), RETRYABLE, fault);
            }
            result = failed(request, fault, info, started);
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(shutdown);
        }
        meters.toolRan(result.status(), since(started));
        log(result);
        return result;
    }

    /**
     * Returns the time that is left to a tool for all its attempts together. Both moments are the server's, so that no
     * clocks are compared.
     */
    private static Duration left(Tool tool, ActivityInfo info) {
        long spent = info.getCurrentAttemptScheduledTimestamp() - info.getScheduledTimestamp();
        return Duration.ofMillis(tool.timeoutMs() - Math.max(0, spent));
    }

    static boolean mayRetry(Tool tool, ToolFault fault, int attempt) {
        boolean repeatable = switch (tool.sideEffect()) {
            case NONE, IDEMPOTENT -> true;
            case ONCE -> false;
        };
        boolean mendable = switch (fault.kind()) {
            case UNAVAILABLE, LOST -> true;
            case REFUSED, UNREADABLE, CANCELLED, CUT -> false;
        };
        return repeatable && mendable && attempt < MOST_ATTEMPTS;
    }

    /**
     * Returns the status after a fault. A tool with side effects may have acted if its answer got lost or could not be
     * read, or if it was cut off.
     */
    static Status status(Tool tool, ToolFault fault) {
        Status harmless = switch (fault.kind()) {
            case CANCELLED, CUT -> Status.CANCELLED;
            case REFUSED, UNREADABLE, UNAVAILABLE, LOST -> Status.FAILED;
        };
        boolean mayHaveActed = switch (fault.kind()) {
            case LOST, UNREADABLE, CUT -> tool.sideEffect() == Tool.SideEffect.ONCE;
            case REFUSED, UNAVAILABLE, CANCELLED -> false;
        };
        return mayHaveActed ? Status.UNKNOWN : harmless;
    }

    /**
     * Watches whether the tool is still wanted. The heartbeat of an interruptible tool learns that the caller
     * interrupted it, because the call workflow then cancels the activity. The heartbeats of other tools only show that
     * they run.
     */
    private static ToolExecutor.Wanted wanted(Tool tool) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        return () -> isWanted(context) || !tool.interruptible();
    }

    private static boolean isWanted(ActivityExecutionContext context) {
        try {
            context.heartbeat(null);
            return true;
        } catch (ActivityCanceledException | ActivityNotExistsException interrupted) {
            return false;
        } catch (ActivityCompletionException stopping) {
            // This worker stops: what it runs has the time that is left to it.
            return true;
        }
    }

    /** Returns what the model is told of a fault. */
    private static String error(Tool tool, ToolFault fault) {
        String what = String.valueOf(fault.getMessage());
        return switch (fault.kind()) {
            case CANCELLED -> what + ANSWER_THEM;
            case CUT ->
                status(tool, fault) == Status.UNKNOWN
                        ? what
                                + " It is not known whether it happened: tell the caller that you cannot confirm it, and do"
                                + " not try it again."
                        : what + ANSWER_THEM;
            case REFUSED, UNREADABLE, UNAVAILABLE, LOST -> what;
        };
    }

    private static ToolResult failed(ToolRequest request, ToolFault fault, ActivityInfo info, long started) {
        return new ToolResult(
                request.call().key(),
                request.call().name(),
                status(request.tool(), fault),
                null,
                error(request.tool(), fault),
                info.getAttempt(),
                since(started).toMillis());
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static void log(ToolResult result) {
        LOG.atInfo()
                .addKeyValue("tool", result.name())
                .addKeyValue("key", result.key())
                .addKeyValue("status", result.status())
                .addKeyValue("runs", result.runs())
                .addKeyValue("duration_ms", result.durationMs())
                .addKeyValue("warnings", result.warnings().size())
                .log("tool executed");
    }

    @Override
    public void close() {
        executor.close();
    }
}
