package dev.tandem.workers.tool;

import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.Tool.SideEffect;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests as the call workflow does. */
public final class ToolRequests {

    private ToolRequests() {}

    public static Tool tool(String type, String parameters, String config, SideEffect sideEffect, int timeoutMs) {
        return new Tool(
                type,
                "check_order",
                null,
                "Checks an order",
                json(parameters),
                json(config),
                Map.of(),
                sideEffect,
                null,
                null,
                null,
                timeoutMs,
                false);
    }

    static Tool interruptible(Tool tool) {
        return new Tool(
                tool.toolType(),
                tool.name(),
                tool.displayName(),
                tool.description(),
                tool.parameters(),
                tool.config(),
                tool.assign(),
                tool.sideEffect(),
                tool.sayBefore(),
                tool.sayResult(),
                tool.filler(),
                tool.timeoutMs(),
                true);
    }

    public static ToolCall call(String arguments) {
        return new ToolCall("call-1/2/0/0", "check_order", json(arguments));
    }

    static ToolRequest request(Tool tool, String arguments) {
        return new ToolRequest("call-1", call(arguments), tool, WorkspaceValues.NONE);
    }

    public static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
