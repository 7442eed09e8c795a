package dev.tandem.workers.tool;

import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.tool.ToolRequest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Runs one tool once: checks the arguments, keeps the time, bounds the answer. */
final class ToolExecutor implements AutoCloseable {

    private final Tools tools;
    private final ArgumentSchemas schemas = new ArgumentSchemas();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ToolExecutor(Tools tools) {
        this.tools = tools;
    }

    /**
     * @throws ToolFault if there is no answer; then {@code REFUSED} means that nothing was sent
     * @throws InterruptedException if the thread was interrupted: the tool is interrupted too
     */
    JsonNode run(ToolRequest request, Duration timeout) throws InterruptedException {
        Tool tool = request.tool();
        schemas.check(tool.parameters(), request.call().arguments());
        ToolAdapter adapter = tools.adapter(tool.toolType());
        Future<JsonNode> answer = threads.submit(() -> adapter.run(tool, request.call(), timeout));
        try {
            return AnswerSize.bounded(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            throw new ToolFault(ToolFault.Kind.LOST, "no answer within " + timeout.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            throw fault(failed);
        } finally {
            answer.cancel(true);
        }
    }

    private static ToolFault fault(ExecutionException failed) {
        return failed.getCause() instanceof ToolFault fault
                ? fault
                : new ToolFault(ToolFault.Kind.LOST, "the tool failed: " + failed.getCause(), failed);
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
