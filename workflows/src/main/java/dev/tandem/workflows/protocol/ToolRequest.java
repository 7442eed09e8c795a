package dev.tandem.workflows.protocol;

import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.workspace.WorkspaceValues;

/**
 * Input of {@link dev.tandem.workflows.call.api.ToolExecution}: everything that any worker needs to run the call.
 *
 * @param workspace the workspace variables that the tool's config names
 */
public record ToolRequest(String callId, ToolCall call, Tool tool, WorkspaceValues workspace) {

    public ToolRequest {
        workspace = WorkspaceValues.orNone(workspace);
    }
}
