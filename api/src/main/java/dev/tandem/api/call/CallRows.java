package dev.tandem.api.call;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.limits.OrganizationLimits;
import dev.tandem.api.version.WorkflowVersion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the rows of calls that begin and end without the API. Each step is committed before the next step outside of
 * the database begins.
 */
@Service
@Transactional
class CallRows {

    private final CallRepository calls;
    private final OrganizationLimits limits;

    CallRows(CallRepository calls, OrganizationLimits limits) {
        this.calls = calls;
        this.limits = limits;
    }

    @Transactional(readOnly = true)
    Optional<StoredCall> find(UUID organization, UUID id) {
        return calls.find(organization, id);
    }

    /** Finds the call of a room. A call that began in this room comes before one that only has its name. */
    @Transactional(readOnly = true)
    Optional<StoredCall> inRoom(UUID organization, String sid, String room) {
        return calls.inRoom(organization, RoomCall.id(sid), room);
    }

    @Transactional(readOnly = true)
    List<StoredCall> testsOf(UUID organization, UUID workflow) {
        return calls.testsOf(organization, workflow);
    }

    @Transactional(readOnly = true)
    String nameOf(WorkflowVersion version) {
        return calls.workflowName(version.workflowId());
    }

    /**
     * @return empty if the room holds another call that goes on
     * @throws ApiProblem 429 if the organization has as many calls as it may have; LiveKit then announces the call again
     */
    Optional<StoredCall> takeUp(RoomCall wanted, UUID organization, UUID version, String temporalWorkflowId) {
        limits.admitCall(organization);
        calls.takeUp(wanted.id(), version, wanted.externalId(), wanted.room(), temporalWorkflowId);
        return calls.find(organization, wanted.id());
    }

    /** Finds the attendance that gave its place back, of a call that nobody attends until its caller comes. */
    @Transactional(readOnly = true)
    Optional<Integer> givenBack(UUID id) {
        return calls.givenBack(id);
    }

    void answered(UUID id) {
        calls.answered(id);
    }

    /** @return also true if there is no such call */
    @Transactional(readOnly = true)
    boolean wasAnswered(UUID id) {
        return calls.wasAnswered(id);
    }

    /** @return whether the row was there */
    boolean delete(UUID id) {
        return calls.delete(id) > 0;
    }
}
