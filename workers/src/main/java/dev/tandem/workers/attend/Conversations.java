package dev.tandem.workers.attend;

import dev.tandem.workflows.call.CallWorkflow;
import dev.tandem.workflows.call.Conversation;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.GraphDocument;
import io.temporal.client.WorkflowClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been said in calls, asked of their workflows; graphs are kept by version. */
final class Conversations {

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

    private final WorkflowClient client;
    private final Map<String, AgentGraph> graphs = new ConcurrentHashMap<>();

    Conversations(WorkflowClient client) {
        this.client = client;
    }

    /** A conversation, and the graph that it moves in. */
    record Known(Conversation conversation, AgentGraph graph) {}

    Known fetch(String workflowId) {
        Conversation conversation =
                client.newWorkflowStub(CallWorkflow.class, workflowId).conversation();
        AgentGraph graph = graphs.computeIfAbsent(
                conversation.version().versionId(),
                version -> GraphDocument.load(conversation.version().document()));
        return new Known(conversation, graph);
    }

    /** This process may be asked to take the call over: its graph is read, and its workflow answers more quickly then. */
    void expect(String workflowId) {
        Thread.ofVirtual().name("expect " + workflowId).start(() -> {
            try {
                var _ = fetch(workflowId);
            } catch (RuntimeException unavailable) {
                LOG.atDebug()
                        .addKeyValue("workflow", workflowId)
                        .setCause(unavailable)
                        .log("a call that may come could not be looked up; it is asked for again when it comes");
            }
        });
    }
}
