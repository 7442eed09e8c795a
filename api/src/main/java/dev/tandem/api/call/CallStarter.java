package dev.tandem.api.call;

import dev.tandem.api.access.Access;
import dev.tandem.api.given.GivenTools;
import dev.tandem.api.given.GivenValues;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.limits.OrganizationLimits;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.temporal.CallWorkflowClient;
import dev.tandem.api.version.VersionStatus;
import dev.tandem.api.version.Versions;
import dev.tandem.api.version.WorkflowVersion;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.protocol.CallInput;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Starts calls: adds a row, makes a token for the room, and starts the call workflow. */
@Service
class CallStarter {

    private final Versions versions;
    private final CallRepository calls;
    private final JdbcAggregateOperations rows;
    private final LiveKitTokens tokens;
    private final CallWorkflowClient workflows;
    private final TransactionOperations transaction;
    private final OrganizationLimits limits;

    CallStarter(
            Versions versions,
            CallRepository calls,
            JdbcAggregateOperations rows,
            LiveKitTokens tokens,
            CallWorkflowClient workflows,
            TransactionOperations transaction,
            OrganizationLimits limits) {
        this.versions = versions;
        this.calls = calls;
        this.rows = rows;
        this.tokens = tokens;
        this.workflows = workflows;
        this.transaction = transaction;
        this.limits = limits;
    }

    record Started(StoredCall call, LiveKitTokens.RoomAccess livekit) {}

    /**
     * Starts a call. The row is committed before the workflow starts, because the workflow looks for it at once. A call
     * that cannot start leaves no row.
     *
     * @throws ApiProblem 404, 409 if nothing is published, 422 if a variable does not fit, 429 if the organization has as
     *     many calls as it may have, 503 if LiveKit or Temporal is not there
     */
    Started start(Access access, NewCall.Checked request) {
        WorkflowVersion version = answering(access.organization(), request.answerer());
        AgentGraph graph = GraphDocument.load(version.document());
        Map<String, JsonNode> variables = GivenValues.read(graph, request.variables());
        NewCall.Test test = request.test();
        TestTools tools = test == null ? null : GivenTools.read(graph, test.tools(), "/test/tools");
        UUID id = UUID.randomUUID();
        String room = "call-" + id;
        LiveKitTokens.RoomAccess livekit = tokens.caller(room, request.channel());
        CallInput input = new CallInput(
                id.toString(),
                access.slug(),
                access.organization().toString(),
                version.id().toString(),
                request.channel(),
                room,
                variables);
        StoredCall call = begin(
                tools == null ? input : input.test(tools),
                version,
                graph,
                room,
                () -> limits.admitCall(access.organization()));
        return new Started(call, livekit);
    }

    /**
     * Adds a call's row and starts its workflow.
     *
     * @param room of LiveKit; null: the call has none
     * @param admit refuses the call in the transaction that adds its row
     */
    StoredCall begin(
            CallInput input, WorkflowVersion version, AgentGraph graph, @Nullable String room, Runnable admit) {
        UUID id = UUID.fromString(input.callId());
        StoredCall call = transaction.execute(status -> {
            admit.run();
            return rows.insert(row(id, input, version, room));
        });
        try {
            workflows.start(
                    input,
                    calls.workflowName(version.workflowId()),
                    version.version(),
                    Duration.ofSeconds(graph.limits().maxCallSeconds()));
        } catch (RuntimeException e) {
            int _ = calls.delete(id);
            throw e;
        }
        return call;
    }

    private static StoredCall row(UUID id, CallInput input, WorkflowVersion version, @Nullable String room) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new StoredCall(
                id,
                version.id(),
                CallStatus.ACTIVE,
                input.channel(),
                input.testTools() != null,
                now,
                null,
                null,
                room,
                CallWorkflow.workflowId(input.organization(), input.callId()),
                now);
    }

    private WorkflowVersion answering(UUID organization, NewCall.Answerer answerer) {
        return switch (answerer) {
            case NewCall.Answerer.OfWorkflow(UUID workflow) -> versions.answering(organization, workflow);
            case NewCall.Answerer.OfVersion(UUID id) -> {
                WorkflowVersion version = versions.get(organization, id);
                if (version.status() != VersionStatus.PUBLISHED) {
                    throw ApiProblem.conflict(
                            "not-published",
                            "Version " + version.version() + " is "
                                    + version.status().wireName() + ": publish it, or call one that is published.");
                }
                yield version;
            }
        };
    }
}
