package dev.tandem.api.call;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.temporal.CallWorkflowClient;
import dev.tandem.api.version.Versions;
import dev.tandem.api.version.WorkflowVersion;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.protocol.CallInput;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Starts and ends calls whose rooms begin and end without the API. */
@Service
public class RoomCallService {

    private static final Logger log = LoggerFactory.getLogger(RoomCallService.class);

    private final Versions versions;
    private final CallRows calls;
    private final CallWorkflowClient workflows;
    private final Settlement settlement;

    RoomCallService(Versions versions, CallRows calls, CallWorkflowClient workflows, Settlement settlement) {
        this.versions = versions;
        this.calls = calls;
        this.workflows = workflows;
        this.settlement = settlement;
    }

    /**
     * Starts a call, unless it was started before or its room holds another call that goes on. The row stays when the
     * workflow cannot start, because LiveKit announces the call again.
     *
     * @return false if nobody answers: the workflow has no published version
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public boolean takeUp(RoomCall wanted, UUID organization, String slug, UUID workflow) {
        UUID id = wanted.id();
        Optional<StoredCall> known = calls.find(organization, id);
        if (known.isEmpty()) {
            Optional<WorkflowVersion> version = answering(organization, workflow);
            if (version.isEmpty()) {
                return false;
            }
            String temporalWorkflowId = CallWorkflow.workflowId(slug, id.toString());
            known = calls.takeUp(wanted, organization, version.get().id(), temporalWorkflowId);
        }
        if (known.isPresent() && known.get().status() == CallStatus.ACTIVE) {
            start(known.get(), organization, slug);
        }
        return true;
    }

    /** Notes that the phone call which began in this room is answered. */
    public void answered(String sid) {
        calls.answered(RoomCall.id(sid));
    }

    /** Whether an agent could be heard in the phone call which began in this room, or anybody has spoken. */
    public boolean wasAnswered(String sid) {
        return calls.wasAnswered(RoomCall.id(sid));
    }

    /**
     * Ends the call of a room, if it goes on. A call that is announced but not started yet is started first, because
     * otherwise its start would follow its end. A call whose workflow somebody has terminated becomes dropped.
     *
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public void end(String sid, String room, UUID organization, String slug, String reason) {
        Optional<StoredCall> open =
                calls.inRoom(organization, sid, room).filter(call -> call.status() == CallStatus.ACTIVE);
        if (open.isEmpty()) {
            return;
        }
        StoredCall call = open.get();
        if (call.id().equals(RoomCall.id(sid))) {
            start(call, organization, slug);
        }
        if (!workflows.end(call.temporalWorkflowId(), reason)) {
            boolean _ = settlement.settle(call);
        }
    }

    /**
     * Ends the call of a room that is gone, if it goes on. A call whose place was given back leaves its room empty, and
     * LiveKit closes empty rooms: such a call waits on, because its caller opens the room again.
     *
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public void finished(String sid, String room, UUID organization, String slug, String reason) {
        boolean waits = calls.inRoom(organization, sid, room)
                .flatMap(call -> calls.givenBack(call.id()))
                .isPresent();
        if (!waits) {
            end(sid, room, organization, slug, reason);
        }
    }

    /**
     * Has the call of a room placed again if its place was given back because nobody had joined.
     *
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public void joined(String sid, String room, UUID organization) {
        calls.inRoom(organization, sid, room)
                .ifPresent(call -> calls.givenBack(call.id())
                        .ifPresent(attendance -> workflows.callerJoined(call.temporalWorkflowId(), attendance)));
    }

    private void start(StoredCall call, UUID organization, String slug) {
        WorkflowVersion version = versions.get(organization, call.workflowVersionId());
        CallInput input = new CallInput(
                call.id().toString(),
                slug,
                organization.toString(),
                version.id().toString(),
                call.channel(),
                String.valueOf(call.room()),
                Map.of());
        Duration longest = Duration.ofSeconds(
                GraphDocument.load(version.document()).limits().maxCallSeconds());
        workflows.startOnce(input, calls.nameOf(version), version.version(), longest);
    }

    private Optional<WorkflowVersion> answering(UUID organization, UUID workflow) {
        try {
            return Optional.of(versions.answering(organization, workflow));
        } catch (ApiProblem refused) {
            if (refused.status() != HttpStatus.CONFLICT && refused.status() != HttpStatus.NOT_FOUND) {
                throw refused;
            }
            log.warn("a phone call is not taken up: {}", refused.getMessage());
            return Optional.empty();
        }
    }
}
