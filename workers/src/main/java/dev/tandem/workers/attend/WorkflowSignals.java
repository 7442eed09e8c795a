package dev.tandem.workers.attend;

import dev.tandem.workers.live.CallReports;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.Utterance;
import io.temporal.client.WorkflowClient;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    /** Reports what the caller has said, under the lease that this process has now. */
    void heard(Lease lease, Utterance utterance) {
        tell(lease, call -> call.heard(lease.number(), utterance));
    }

    /**
     * Returns how a session tells the workflow of its call what happens.
     *
     * @param lease returns the newest lease
     */
    CallReports of(Supplier<Lease> lease) {
        return new CallReports() {

            @Override
            public void interrupted(int turn, int step) {
                interruptTools(lease.get(), turn, step);
            }

            @Override
            public void heard(Utterance utterance) {
                WorkflowSignals.this.heard(lease.get(), utterance);
            }
        };
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
        Thread.ofVirtual().start(CallLog.inherited(() -> {
            try {
                signal.accept(client.newWorkflowStub(CallWorkflow.class, lease.workflowId()));
            } catch (RuntimeException fault) {
                LOG.atWarn()
                        .addKeyValue("workflow", lease.workflowId())
                        .setCause(fault)
                        .log("the call workflow could not be told how its call is attended; it is tried again");
            }
        }));
    }
}
