package dev.tandem.workers.attend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.ConversationPage;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.LoadedVersion;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the workflows of calls what has been said so far, page by page, and keeps the graphs of their versions. */
final class Conversations {

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

    /**
     * Pause, in ns, before a call that has not loaded its version is asked again; in most cases it has within this
     * time.
     */
    private static final long EARLY_NS = 25_000_000;

    /** Pause after a query that failed, in ns. It doubles with each failure. */
    private static final long FAILED_NS = 50_000_000;

    private static final long LONGEST_NS = 1_000_000_000;

    /** A query that fails this often fails for good: with the pauses this takes about 4 s. */
    static final int TRIES = 8;

    /** Versions whose graphs are kept. A graph takes some ten times the memory of its document (1 MiB at most). */
    private static final int GRAPHS = 64;

    private final Function<String, CallWorkflow> calls;
    private final LongConsumer pause;
    private final Cache<String, AgentGraph> graphs =
            Caffeine.newBuilder().maximumSize(GRAPHS).build();

    Conversations(WorkflowClient client) {
        this(workflowId -> client.newWorkflowStub(CallWorkflow.class, workflowId), LockSupport::parkNanos);
    }

    /**
     * Creates a reader.
     *
     * @param calls returns the call workflow with an id
     * @param pause waits for so many ns
     */
    Conversations(Function<String, CallWorkflow> calls, LongConsumer pause) {
        this.calls = calls;
        this.pause = pause;
    }

    /** A conversation, and the graph of its agents. */
    record Known(Conversation conversation, AgentGraph graph) {}

    /**
     * Asks a call's workflow. A call that does not know its version yet is asked again at short intervals; a query that
     * fails is tried again after growing pauses.
     *
     * @param wanted whether to ask again
     * @throws RuntimeException if there is no such call, its queries fail for good, or it is not wanted any more
     */
    Known fetch(String workflowId, BooleanSupplier wanted) {
        CallWorkflow call = calls.apply(workflowId);
        LoadedVersion version = version(call, workflowId, wanted);
        AgentGraph graph = graph(version);
        Conversation conversation =
                ConversationPage.whole(version, known -> ask(() -> call.conversation(known), workflowId, wanted));
        return new Known(conversation, graph);
    }

    private LoadedVersion version(CallWorkflow call, String workflowId, BooleanSupplier wanted) {
        while (true) {
            Optional<LoadedVersion> version = ask(() -> Optional.ofNullable(call.version()), workflowId, wanted);
            if (version.isPresent()) {
                return version.get();
            }
            if (!wanted.getAsBoolean()) {
                throw new IllegalStateException("The call does not know its version yet, and nobody waits for it.");
            }
            pause.accept(EARLY_NS);
        }
    }

    private <T> T ask(Supplier<T> query, String workflowId, BooleanSupplier wanted) {
        long before = FAILED_NS;
        for (int tried = 1; true; tried++) {
            try {
                return query.get();
            } catch (WorkflowNotFoundException gone) {
                throw gone;
            } catch (WorkflowException failed) {
                if (tried == TRIES || !wanted.getAsBoolean()) {
                    throw failed;
                }
                LOG.atWarn()
                        .addKeyValue("workflow", workflowId)
                        .addKeyValue("tried", tried)
                        .setCause(failed)
                        .log("a call could not be asked for its conversation; it is asked again");
                pause.accept(before);
                before = Math.min(LONGEST_NS, 2 * before);
            }
        }
    }

    private AgentGraph graph(LoadedVersion version) {
        return graphs.get(version.documentKey(), unknown -> GraphDocument.load(version.document()));
    }

    /**
     * Prepares for a call that this process may be asked to take over: its graph is read, and its workflow then answers
     * more quickly.
     */
    void expect(String workflowId) {
        Thread.ofVirtual().name("expect " + workflowId).start(() -> {
            try {
                var _ = graph(version(calls.apply(workflowId), workflowId, () -> false));
            } catch (RuntimeException unavailable) {
                LOG.atDebug()
                        .addKeyValue("workflow", workflowId)
                        .setCause(unavailable)
                        .log("a call that may come could not be looked up; it is asked for again when it comes");
            }
        });
    }
}
