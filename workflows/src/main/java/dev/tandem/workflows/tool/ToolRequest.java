package dev.tandem.workflows.tool;

import dev.tandem.workflows.graph.Tool;

/** Input of {@link ToolExecution}: everything that any worker needs to run the call. */
public record ToolRequest(String callId, ToolCall call, Tool tool) {}
