package dev.tandem.workers.attend;

import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.Conversation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowQueryException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the workflows of calls what has been said so far, and keeps their graphs by version. */
final class Conversations {

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

    /** Pause before a call is asked again; in most cases its version is loaded within this time. */
    private static final long AGAIN_NS = 25_000_000;

    private final WorkflowClient client;
    private final Map<String, AgentGraph> graphs = new ConcurrentHashMap<>();

    Conversations(WorkflowClient client) {
        this.client = client;
    }

    /** A conversation, and the graph of its agents. */
    record Known(Conversation conversation, AgentGraph graph) {}

    /**
     * Asks a call's workflow.
     *
     * @param wanted whether to ask again if the call does not know its version yet
     * @throws RuntimeException if there is no such call, or it is not wanted any more
     */
    Known fetch(String workflowId, BooleanSupplier wanted) {
        CallWorkflow call = client.newWorkflowStub(CallWorkflow.class, workflowId);
        while (true) {
            try {
                return known(call.conversation());
            } catch (WorkflowQueryException early) {
                if (!wanted.getAsBoolean()) {
                    throw early;
                }
                LockSupport.parkNanos(AGAIN_NS);
            }
        }
    }

    private Known known(Conversation conversation) {
        AgentGraph graph = graphs.computeIfAbsent(
                conversation.version().versionId(),
                version -> GraphDocument.load(conversation.version().document()));
        return new Known(conversation, graph);
    }

    /**
     * Prepares for a call that this process may be asked to take over: its graph is read, and its workflow then answers
     * more quickly.
     */
    void expect(String workflowId) {
        Thread.ofVirtual().name("expect " + workflowId).start(() -> {
            try {
                var _ = fetch(workflowId, () -> false);
            } catch (RuntimeException unavailable) {
                LOG.atDebug()
                        .addKeyValue("workflow", workflowId)
                        .setCause(unavailable)
                        .log("a call that may come could not be looked up; it is asked for again when it comes");
            }
        });
    }
}
