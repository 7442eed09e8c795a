package dev.tandem.workflows.call.api;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Conversation;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Runs one call, from the first ring to the last recorded event. Its id is {@code <organization's slug>/call-<call
 * id>}.
 */
@WorkflowInterface
public interface CallWorkflow {

    String TASK_QUEUE = "calls";

    @WorkflowMethod(name = "CallWorkflow")
    CallResult run(CallInput input);

    /**
     * Reports that the process behind {@code queue} holds the room for this attendance. It is sent again to ask for a
     * lost turn.
     */
    @SignalMethod
    void attached(String queue, int attendance);

    /**
     * Reports that the process of this attendance is being stopped. Another process should enter the room before it
     * leaves.
     */
    @SignalMethod
    void handOver(int attendance);

    /**
     * Reports that the caller has spoken while tools of this step run. The interruptible ones are cancelled. A signal
     * that comes twice, or after the tools have returned, does nothing.
     */
    @SignalMethod
    void interruptTools(int turn, int step);

    /** Commands the call. A command that is sent again under the same id is carried out once. */
    @SignalMethod
    void command(Command command);

    /** Returns all that a process needs to attend the call. */
    @QueryMethod
    Conversation conversation();

    static String workflowId(String organizationSlug, String callId) {
        return organizationSlug + "/call-" + callId;
    }
}
