package dev.tandem.workers.tool;

import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.Redaction;
import dev.tandem.workers.workspace.UnavailableVariableException;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.protocol.ToolRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Runs one tool once: checks the arguments, keeps the time limit, bounds the answer. What computes on a customer's input
 * does so on platform threads of their own, so that no virtual thread waits behind it.
 */
final class ToolExecutor implements AutoCloseable {

    private static final Duration ASK_EVERY = Duration.ofMillis(100);

    private final Tools tools;
    private final Vault vault;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService computing = Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().daemon().name("tool-computing-", 0).factory());

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
    BoundedAnswer run(ToolRequest request, Duration timeout, Wanted wanted) throws InterruptedException {
        Tool tool = request.tool();
        long end = System.nanoTime() + timeout.toNanos();
        checkArguments(request, timeout);
        TestTools.Reply mock = request.mock();
        ToolAdapter adapter = mock == null ? tools.adapter(tool.toolType()) : new MockedTool(mock);
        OpenWorkspace workspace = vault.of(request.workspace());
        if (tool.interruptible() && !wanted.now()) {
            throw new ToolFault(ToolFault.Kind.CANCELLED, "The caller interrupted it before it began.");
        }
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        Future<ToolAnswer> running =
                threads.submit(CallLog.inheriting(() -> adapter.run(tool, request.call(), workspace, left)));
        try {
            ToolAnswer answer = await(running, end, wanted);
            return computing.submit(() -> bounded(tool, answer, workspace)).get();
        } catch (TimeoutException late) {
            throw new ToolFault(ToolFault.Kind.LOST, "no answer within " + timeout.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            throw fault(failed, workspace);
        } finally {
            running.cancel(true);
        }
    }

    private void checkArguments(ToolRequest request, Duration timeout) throws InterruptedException {
        Callable<Boolean> check = () -> {
            ArgumentSchemas.check(request.tool().parameters(), request.call().arguments());
            return true;
        };
        Future<Boolean> checking = computing.submit(check);
        try {
            checking.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new ToolFault(
                    ToolFault.Kind.UNAVAILABLE,
                    "its arguments could not be checked within " + timeout.toMillis() + " ms",
                    late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ToolFault fault
                    ? fault
                    : new ToolFault(
                            ToolFault.Kind.REFUSED, "its arguments cannot be checked: " + failed.getCause(), failed);
        } finally {
            checking.cancel(true);
        }
    }

    private static BoundedAnswer bounded(Tool tool, ToolAnswer answer, OpenWorkspace workspace) {
        JsonNode hidden = workspace.redaction().json(answer.content());
        return BoundedAnswer.of(tool, new ToolAnswer(hidden, answer.warnings()));
    }

    private static ToolAnswer await(Future<ToolAnswer> answer, long end, Wanted wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
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
        computing.shutdownNow();
    }
}
