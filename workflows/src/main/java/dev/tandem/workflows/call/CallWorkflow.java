package dev.tandem.workflows.call;

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

    /** The caller's room is gone for good, or somebody ends the call from outside. */
    @SignalMethod
    void end(String reason);

    /** All that a process needs to attend the call. */
    @QueryMethod
    Conversation conversation();

    static String workflowId(String organizationSlug, String callId) {
        return organizationSlug + "/call-" + callId;
    }
}
