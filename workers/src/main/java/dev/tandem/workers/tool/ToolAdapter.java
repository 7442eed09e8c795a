package dev.tandem.workers.tool;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.UnavailableVariableException;
import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import java.time.Duration;
import java.util.Set;

/**
 * Runs tools of one type. Found by {@link java.util.ServiceLoader}; its {@link
 * dev.tandem.workflows.catalog.ToolTypeDescriptor} tells the publish gate of it. Thread-safe: one serves all calls.
 */
public interface ToolAdapter extends AutoCloseable {

    /** Returns the name that documents give as {@code tool_type}. */
    String type();

    /**
     * Takes the door through which its requests leave. Called once, before anything runs.
     *
     * @param egress the only way out: a tool's author decides where a request goes
     */
    default void leaveThrough(Egress egress) {}

    /**
     * Takes the commands that it may start: exactly these, as the installation allows them. Called once, before anything
     * runs; without it there are none.
     */
    default void mayStart(Set<String> commands) {}

    /**
     * Runs a tool once. Its arguments have been checked against its schema.
     *
     * @param workspace the workspace variables that the config names; secrets in what comes back are hidden
     * @param timeout time that is left to the tool; it is interrupted after that
     * @return the tool's whole answer
     * @throws ToolFault if there is no answer
     * @throws UnavailableVariableException if a workspace variable that the config names is not set or does not open
     * @throws InterruptedException if the thread was interrupted, which is how a tool is cancelled
     */
    ToolAnswer run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout) throws InterruptedException;

    /**
     * Asks what there is to know of a tool before it is used: for types whose tools publishing discovers.
     *
     * @param workspace the workspace variables that the config names
     * @throws ToolFault if it cannot be told; nothing has run
     * @throws UnavailableVariableException if a workspace variable that the config names is not set or does not open
     */
    default DiscoveredTool discover(Tool tool, OpenWorkspace workspace, Duration timeout) throws InterruptedException {
        throw new ToolFault(ToolFault.Kind.REFUSED, "a tool of the type " + type() + " says nothing of itself");
    }

    /** Ends its connections. The process stops, and no tool runs any more; idempotent. */
    @Override
    default void close() {}
}
