package dev.tandem.api.replay;

import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.workflows.call.api.ReplayCalls;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.replay.CallReport;
import io.temporal.activity.Activity;
import io.temporal.spring.boot.ActivityImpl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Replays a run's calls in batches. What is stored is done: a process that goes on where another was lost takes what
 * still waits. A run that was given up has nothing that waits.
 */
@Component
@ActivityImpl(workers = "records")
class ReplayCallsActivity implements ReplayCalls {

    /** Calls between two heartbeats. */
    private static final int BATCH = 20;

    private final ReplayRows rows;
    private final RecordedCalls calls;
    private final ReplayThreads threads;

    ReplayCallsActivity(ReplayRows rows, RecordedCalls calls, ReplayThreads threads) {
        this.rows = rows;
        this.calls = calls;
        this.threads = threads;
    }

    @Override
    public void replay(String organization, String run) {
        replay(UUID.fromString(organization), UUID.fromString(run));
    }

    private void replay(UUID organization, UUID run) {
        Optional<JsonNode> document = Tenant.call(organization, () -> rows.document(run));
        if (document.isEmpty()) {
            return;
        }
        AgentGraph other = GraphDocument.load(document.get());
        Map<UUID, AgentGraph> own = new ConcurrentHashMap<>();
        List<ReplayRows.Waiting> waiting = Tenant.call(organization, () -> rows.waiting(run, BATCH));
        while (!waiting.isEmpty()) {
            List<CallReport> reports = threads.all(waiting.stream()
                    .map(call -> (Callable<CallReport>)
                            () -> Tenant.call(organization, () -> report(organization, call, other, own)))
                    .toList());
            Tenant.run(organization, () -> rows.store(run, reports));
            Activity.getExecutionContext().heartbeat(null);
            waiting = Tenant.call(organization, () -> rows.waiting(run, BATCH));
        }
        Tenant.run(organization, () -> rows.complete(run));
    }

    private CallReport report(UUID organization, ReplayRows.Waiting call, AgentGraph other, Map<UUID, AgentGraph> own) {
        return calls.replay(
                organization,
                call.call(),
                other,
                version -> own.computeIfAbsent(version, id -> calls.graph(organization, id, null)),
                call.version());
    }
}
