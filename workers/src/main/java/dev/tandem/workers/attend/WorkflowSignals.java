package dev.tandem.workers.attend;

import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.protocol.Lease;
import io.temporal.client.WorkflowClient;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this process tells the workflows of its calls. */
final class WorkflowSignals {

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowSignals.class);

    private final WorkflowClient client;
    private final HostId id;

    WorkflowSignals(WorkflowClient client, HostId id) {
        this.client = client;
        this.id = id;
    }

    /** This process holds the room; told again it asks for a turn that it should have. */
    void attached(Lease attendance) {
        tell(attendance, call -> call.attached(id.queue(), attendance.number()));
    }

    /** This process wants to go: another one should come into the room. */
    void handOver(Lease attendance) {
        tell(attendance, call -> call.handOver(attendance.number()));
    }

    /** The caller has interrupted tools. */
    void interruptTools(Lease attendance, int turn, int step) {
        tell(attendance, call -> call.interruptTools(turn, step));
    }

    boolean isOver(String workflowId) {
        try {
            return client.newUntypedWorkflowStub(workflowId)
                            .describe()
                            .getWorkflowExecutionInfo()
                            .getCloseTime()
                            .getSeconds()
                    > 0;
        } catch (RuntimeException away) {
            LOG.debug("the call workflow could not be described", away);
            return false;
        }
    }

    private void tell(Lease attendance, Consumer<CallWorkflow> signal) {
        Thread.ofVirtual().start(() -> {
            try {
                signal.accept(client.newWorkflowStub(CallWorkflow.class, attendance.workflowId()));
            } catch (RuntimeException fault) {
                LOG.atWarn()
                        .addKeyValue("call", attendance.callId())
                        .setCause(fault)
                        .log("the call workflow could not be told how its call is attended; it is tried again");
            }
        });
    }
}
