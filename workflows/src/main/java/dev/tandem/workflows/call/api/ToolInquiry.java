package dev.tandem.workflows.call.api;

import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.Map;

/**
 * Asks what there is to know of tools when a version is published.
 *
 * @param tools by a key of the asker's
 * @param workspace the workspace variables that their configs name
 */
public record ToolInquiry(Map<String, Tool> tools, WorkspaceValues workspace) {

    public ToolInquiry {
        tools = Map.copyOf(tools);
        workspace = WorkspaceValues.orNone(workspace);
    }
}
