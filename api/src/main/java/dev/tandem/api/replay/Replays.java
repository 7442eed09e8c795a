package dev.tandem.api.replay;

import dev.tandem.api.access.Access;
import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.temporal.ReplayClient;
import dev.tandem.api.version.Snapshots;
import dev.tandem.api.version.VersionGraphs;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.replay.CallReport;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Service;

/** Replays one call at once, and many by a run that outlives this process. */
@Service
class Replays {

    private final ReplayRows rows;
    private final RecordedCalls calls;
    private final ReplayThreads threads;
    private final ReplayClient client;
    private final VersionGraphs versions;
    private final Snapshots snapshots;

    Replays(
            ReplayRows rows,
            RecordedCalls calls,
            ReplayThreads threads,
            ReplayClient client,
            VersionGraphs versions,
            Snapshots snapshots) {
        this.snapshots = snapshots;
        this.rows = rows;
        this.calls = calls;
        this.threads = threads;
        this.client = client;
        this.versions = versions;
    }

    /** @throws ApiProblem 404, 409 while the call is active, 422 if calls could not follow the version */
    CallReport one(Access access, UUID call, UUID version) {
        UUID organization = access.organization();
        ReplayRows.Followed followed =
                rows.followed(organization, call).orElseThrow(() -> ApiProblem.notFound("call", call));
        if (!followed.ended()) {
            throw ApiProblem.conflict("call-active", "The call is still active. Replay it when it has ended.");
        }
        VersionGraphs.Whole other = versions.get(organization, version);
        AgentGraph graph = other.graph();
        Callable<CallReport> replay = () -> Tenant.call(
                organization,
                () -> calls.replay(
                        organization,
                        call,
                        graph,
                        own -> calls.graph(organization, own, followed.snapshot()),
                        followed.version()));
        return threads.all(List.of(replay)).getFirst();
    }

    /**
     * Starts a run against a version as it would be published now.
     *
     * @throws ApiProblem 404, 422 if calls could not follow the version, 503 if the servers of its tools cannot be
     *     asked, or Temporal does not answer
     */
    ReplayRows.Run start(Access access, UUID version, ReplayRows.Selection wanted) {
        UUID organization = access.organization();
        Snapshots.Snapshot tried = snapshots.now(organization, version);
        UUID run = UUID.randomUUID();
        rows.create(organization, run, tried, access.caller(), wanted);
        try {
            client.start(organization, run);
        } catch (ApiProblem unavailable) {
            rows.delete(organization, run);
            throw unavailable;
        }
        return get(organization, run);
    }

    /** @throws ApiProblem 404 */
    ReplayRows.Run get(UUID organization, UUID run) {
        return rows.find(organization, run).orElseThrow(() -> ApiProblem.notFound("replay", run));
    }

    /** Gives a run up: its rows are gone, so that no process goes on with it. */
    void delete(UUID organization, UUID run) {
        if (!rows.delete(organization, run)) {
            throw ApiProblem.notFound("replay", run);
        }
    }
}
