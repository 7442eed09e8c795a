package dev.tandem.api.call;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.temporal.CallWorkflowClient;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Erases what is kept of a call. Its figures stay, because they say nothing about persons. */
@Service
public class Erasure {

    private final Calls calls;
    private final CallRows rows;
    private final CallWorkflowClient workflows;
    private final Settlement settlement;

    Erasure(Calls calls, CallRows rows, CallWorkflowClient workflows, Settlement settlement) {
        this.calls = calls;
        this.rows = rows;
        this.workflows = workflows;
        this.settlement = settlement;
    }

    /**
     * Erases the tests of a workflow with their histories. A test that is under way ends with its history.
     *
     * @throws ApiProblem 503 if Temporal does not answer
     */
    public void eraseTests(UUID organization, UUID workflow) {
        for (StoredCall test : rows.testsOf(organization, workflow)) {
            workflows.erase(test.temporalWorkflowId());
            boolean _ = rows.delete(test.id());
        }
    }

    /**
     * Erases the history first: as long as the row is there, the erasure can be asked for again.
     *
     * @throws ApiProblem 404, 409 while the call is active, 503 if Temporal does not answer
     */
    void erase(UUID organization, UUID id) {
        StoredCall call = calls.get(organization, id);
        if (call.status() == CallStatus.ACTIVE && !settlement.settle(call)) {
            throw ApiProblem.conflict("call-active", "The call is still active. End it before you erase it.");
        }
        workflows.erase(call.temporalWorkflowId());
        if (!rows.delete(id)) {
            throw ApiProblem.notFound("call", id);
        }
    }
}
