package dev.tandem.workers.tool;

import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.Redaction;
import dev.tandem.workers.workspace.UnavailableVariableException;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolRequest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Runs one tool once: checks the arguments, keeps the time limit, bounds the answer. */
final class ToolExecutor implements AutoCloseable {

    private static final Duration ASK_EVERY = Duration.ofMillis(100);

    private final Tools tools;
    private final Vault vault;
    private final ArgumentSchemas schemas = new ArgumentSchemas();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ToolExecutor(Tools tools, Vault vault) {
        this.tools = tools;
        this.vault = vault;
    }

    /** Tells whether the answer is still wanted. It is asked several times a second. */
    @FunctionalInterface
    interface Wanted {
        boolean now();
    }

    /**
     * Runs a tool.
     *
     * @throws ToolFault if there is no answer; the kind {@code REFUSED} means that nothing was sent
     * @throws InterruptedException if the thread was interrupted: the tool is interrupted too
     */
    JsonNode run(ToolRequest request, Duration timeout, Wanted wanted) throws InterruptedException {
        Tool tool = request.tool();
        schemas.check(tool.parameters(), request.call().arguments());
        ToolAdapter adapter = tools.adapter(tool.toolType());
        OpenWorkspace workspace = vault.of(request.workspace());
        if (tool.interruptible() && !wanted.now()) {
            throw new ToolFault(ToolFault.Kind.CANCELLED, "The caller interrupted it before it began.");
        }
        Future<JsonNode> answer = threads.submit(() -> adapter.run(tool, request.call(), workspace, timeout));
        try {
            JsonNode content = await(answer, timeout, wanted);
            return AnswerSize.bounded(workspace.redaction().json(content));
        } catch (TimeoutException late) {
            throw new ToolFault(ToolFault.Kind.LOST, "no answer within " + timeout.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            throw fault(failed, workspace);
        } finally {
            answer.cancel(true);
        }
    }

    private static JsonNode await(Future<JsonNode> answer, Duration timeout, Wanted wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            try {
                return answer.get(Math.clamp(left, 0, ASK_EVERY.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException running) {
                if (left <= ASK_EVERY.toNanos()) {
                    throw running;
                }
            }
            if (!wanted.now() && !answer.isDone()) {
                throw new ToolFault(ToolFault.Kind.CUT, "The caller interrupted it while it ran.");
            }
        }
    }

    private static ToolFault fault(ExecutionException failed, OpenWorkspace workspace) {
        ToolFault fault = switch (failed.getCause()) {
            case ToolFault told -> told;
            case UnavailableVariableException missing ->
                new ToolFault(ToolFault.Kind.REFUSED, String.valueOf(missing.getMessage()), missing);
            case null, default -> new ToolFault(ToolFault.Kind.LOST, "the tool failed: " + failed.getCause(), failed);
        };
        return workspace.hasOpened() ? redacted(fault, workspace.redaction()) : fault;
    }

    /**
     * Hides secrets in a fault. Its cause is left out, because it may hold what the message must not, and would be
     * written to the history.
     */
    private static ToolFault redacted(ToolFault fault, Redaction redaction) {
        return new ToolFault(fault.kind(), redaction.text(String.valueOf(fault.getMessage())));
    }

    /** Interrupts the tools that still run. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
