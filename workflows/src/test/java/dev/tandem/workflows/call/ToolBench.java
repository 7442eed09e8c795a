package dev.tandem.workflows.call;

import dev.tandem.workflows.tool.ToolExecution;
import dev.tandem.workflows.tool.ToolRequest;
import dev.tandem.workflows.tool.ToolResult;
import dev.tandem.workflows.tool.ToolResult.Status;
import io.temporal.activity.Activity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Tools in memory. */
final class ToolBench implements ToolExecution {

    final List<ToolRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Function<JsonNode, JsonNode>> tools = new ConcurrentHashMap<>();

    ToolBench with(String name, Function<JsonNode, JsonNode> tool) {
        tools.put(name, tool);
        return this;
    }

    @Override
    public ToolResult execute(ToolRequest request) {
        requests.add(request);
        Function<JsonNode, JsonNode> tool = tools.get(request.call().name());
        if (tool == null) {
            throw new IllegalStateException("no such tool on the bench");
        }
        JsonNode content = tool.apply(request.call().arguments());
        int attempt = Activity.getExecutionContext().getInfo().getAttempt();
        return new ToolResult(request.call().key(), request.call().name(), Status.OK, content, null, attempt, 5);
    }
}
