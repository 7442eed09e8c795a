package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.ToolExecution;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.ToolResult.Status;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCanceledException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plays tools in memory. */
final class ToolBench implements ToolExecution {

    /** One tool. */
    interface Script {

        /** @return null: the caller interrupted it */
        @Nullable JsonNode apply(JsonNode arguments) throws InterruptedException;
    }

    final List<ToolRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Script> tools = new ConcurrentHashMap<>();

    ToolBench with(String name, Script tool) {
        tools.put(name, tool);
        return this;
    }

    @Override
    public ToolResult execute(ToolRequest request) {
        requests.add(request);
        Script tool = tools.get(request.call().name());
        if (tool == null) {
            throw new IllegalStateException("no such tool on the bench");
        }
        JsonNode content = run(tool, request.call().arguments());
        int attempt = Activity.getExecutionContext().getInfo().getAttempt();
        return new ToolResult(
                request.call().key(),
                request.call().name(),
                content == null ? Status.CANCELLED : Status.OK,
                content,
                content == null ? "Interrupted." : null,
                attempt,
                5);
    }

    private static @Nullable JsonNode run(Script tool, JsonNode arguments) {
        try {
            return tool.apply(arguments);
        } catch (InterruptedException stop) {
            throw Activity.wrap(stop);
        }
    }

    /** Sends heartbeats like an interruptible tool, until it is interrupted. */
    @Nullable JsonNode untilCancelled(CountDownLatch running) throws InterruptedException {
        running.countDown();
        try {
            while (true) {
                Activity.getExecutionContext().heartbeat(null);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (ActivityCanceledException interrupted) {
            return null;
        }
    }
}
