package dev.tandem.workers.tool;

import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.UnavailableVariableException;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * Runs tools of one type. {@link java.util.ServiceLoader} finds it. It is thread-safe, because one adapter serves all
 * calls.
 */
public interface ToolAdapter {

    /** Returns the name that documents give as {@code tool_type}. */
    String type();

    /**
     * Runs a tool once. Its arguments have been checked against its schema.
     *
     * @param workspace the workspace variables that the config names; secrets in what comes back are hidden
     * @param timeout time that is left to the tool; it is interrupted after that
     * @return the tool's answer
     * @throws ToolFault if there is no answer
     * @throws UnavailableVariableException if a workspace variable that the config names is not set or does not open
     * @throws InterruptedException if the thread was interrupted, which is how a tool is cancelled
     */
    JsonNode run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout) throws InterruptedException;
}
