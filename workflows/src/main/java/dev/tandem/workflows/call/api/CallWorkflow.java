package dev.tandem.workflows.call.api;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Utterance;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

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

    /**
     * Reports what the caller has said, where the step that answers it takes longer than a moment to come out. The
     * outcome of that step tells the same words again.
     *
     * @param attendance of the process that heard it; one that was replaced is not believed
     */
    @SignalMethod
    void heard(int attendance, Utterance utterance);

    /** Commands the call. A command that is sent again under the same id is carried out once. */
    @SignalMethod
    void command(Command command);

    /**
     * Takes a line from the caller of a call in memory, and returns when it is answered or the call has ended. The same
     * line under the same id is heard once.
     *
     * @throws io.temporal.failure.ApplicationFailure of type {@code TooManyLines} if too many lines wait for an answer
     */
    @UpdateMethod
    TypedAnswer typed(TypedLine line);

    /** Returns when the agent has opened the call in memory, or the call has ended. */
    @UpdateMethod
    TypedAnswer opened();

    /** Refuses to wait for what nobody sees from here. */
    @UpdateValidatorMethod(updateName = "opened")
    void checkOpened();

    /** Refuses lines that cannot reach the caller's room from here. */
    @UpdateValidatorMethod(updateName = "typed")
    void checkTyped(TypedLine line);

    /**
     * Returns the version that the call follows. It is as large as the answer of {@link LoadVersion}, so it always fits.
     *
     * @return null: the call has not loaded it yet; ask again when the call is attended
     */
    @QueryMethod
    @Nullable LoadedVersion version();

    /**
     * Returns the part of the conversation that follows what the asker knows. A process that takes the call over reads
     * all of it ({@link ConversationPage#whole}).
     *
     * @param known how much the asker has already
     * @throws IllegalStateException if the call has not loaded its version yet
     */
    @QueryMethod
    ConversationPage conversation(ConversationPage.Extent known);

    static String workflowId(String organizationSlug, String callId) {
        return organizationSlug + "/call-" + callId;
    }

    /** Returns the organization's slug of a call workflow's id; empty: the id names none. */
    static String organization(@Nullable String workflowId) {
        int end = workflowId == null ? -1 : workflowId.indexOf('/');
        return workflowId == null || end < 0 ? "" : workflowId.substring(0, end);
    }
}
