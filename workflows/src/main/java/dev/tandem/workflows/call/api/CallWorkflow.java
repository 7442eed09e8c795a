package dev.tandem.workflows.call.api;

import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.CallResult;
import dev.tandem.workflows.protocol.Conversation;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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

    /**
     * The caller's room is gone for good, or somebody ends the call from outside.
     *
     * @param operator who ends it; null: nobody in person
     * @param say the agent's last words; null: none
     */
    @SignalMethod
    void end(String reason, @Nullable Operator operator, @Nullable String say);

    /** See {@link dev.tandem.workflows.command.Command} for this and the following. */
    @SignalMethod
    void pause(Operator operator);

    @SignalMethod
    void resume(Operator operator);

    @SignalMethod
    void takeOver(Operator operator);

    @SignalMethod
    void handBack(Operator operator);

    @SignalMethod
    void forcePath(Operator operator, String pathId);

    @SignalMethod
    void correctVariable(Operator operator, String name, JsonNode value);

    @SignalMethod
    void say(Operator operator, String text);

    /** All that a process needs to attend the call. */
    @QueryMethod
    Conversation conversation();

    static String workflowId(String organizationSlug, String callId) {
        return organizationSlug + "/call-" + callId;
    }
}
