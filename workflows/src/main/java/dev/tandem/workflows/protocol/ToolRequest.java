package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.workspace.WorkspaceValues;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link dev.tandem.workflows.call.api.ToolExecution}: everything that any worker needs to run the call.
 *
 * @param workspace the workspace variables that the tool's config names
 * @param mock answers in the tool's place, in a test; null: the tool runs
 */
public record ToolRequest(
        String callId,
        ToolCall call,
        Tool tool,
        WorkspaceValues workspace,
        @JsonInclude(JsonInclude.Include.NON_NULL) TestTools.@Nullable Reply mock) {

    /** Creates a request whose tool runs. */
    public ToolRequest(String callId, ToolCall call, Tool tool, WorkspaceValues workspace) {
        this(callId, call, tool, workspace, null);
    }

    public ToolRequest {
        workspace = WorkspaceValues.orNone(workspace);
    }
}
