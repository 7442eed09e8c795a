package dev.tandem.workers.attend;

import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.protocol.Lease;
import io.temporal.client.WorkflowClient;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals the workflows of the calls that this process attends. */
final class WorkflowSignals {

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowSignals.class);

    private final WorkflowClient client;
    private final HostId id;

    WorkflowSignals(WorkflowClient client, HostId id) {
        this.client = client;
        this.id = id;
    }

    /**
     * Reports that this process holds the room. A report that is sent again asks for a turn that this process should
     * have.
     */
    void attached(Lease lease) {
        tell(lease, call -> call.attached(id.queue(), lease.number()));
    }

    /** Reports that this process wants to go. Another one should enter the room before it leaves. */
    void handOver(Lease lease) {
        tell(lease, call -> call.handOver(lease.number()));
    }

    /** Reports that the caller has interrupted tools. */
    void interruptTools(Lease lease, int turn, int step) {
        tell(lease, call -> call.interruptTools(turn, step));
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

    private void tell(Lease lease, Consumer<CallWorkflow> signal) {
        Thread.ofVirtual().start(() -> {
            try {
                signal.accept(client.newWorkflowStub(CallWorkflow.class, lease.workflowId()));
            } catch (RuntimeException fault) {
                LOG.atWarn()
                        .addKeyValue("call", lease.callId())
                        .setCause(fault)
                        .log("the call workflow could not be told how its call is attended; it is tried again");
            }
        });
    }
}
