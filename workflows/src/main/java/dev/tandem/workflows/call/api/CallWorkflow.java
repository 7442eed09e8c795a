package dev.tandem.workflows.call.api;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Conversation;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One call, from the first ring to the last recorded event. Id: {@code <organization's slug>/call-<call id>}. */
@WorkflowInterface
public interface CallWorkflow {

    String TASK_QUEUE = "calls";

    @WorkflowMethod(name = "CallWorkflow")
    CallResult run(CallInput input);

    /** The process behind {@code queue} holds the room for this attendance; sent again to ask for a lost turn. */
    @SignalMethod
    void attached(String queue, int attendance);

    /** The process of this attendance is being stopped: another one should come into the room before it leaves. */
    @SignalMethod
    void handOver(int attendance);

    /**
     * The caller has spoken while tools of this step run: those that are interruptible are cancelled. Told again, or of
     * a step whose tools have come back, it does nothing.
     */
    @SignalMethod
    void interruptTools(int turn, int step);

    /** One that is told again, by its command id, is carried out once. */
    @SignalMethod
    void command(Command command);

    /** All that a process needs to attend the call. */
    @QueryMethod
    Conversation conversation();

    static String workflowId(String organizationSlug, String callId) {
        return organizationSlug + "/call-" + callId;
    }
}
