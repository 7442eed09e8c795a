package dev.tandem.api.call;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.temporal.CallWorkflowClient;
import dev.tandem.api.temporal.WorkflowEnd;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Ends calls whose workflow is over without having recorded their end: somebody terminated it, its time was up, its
 * history grew too large, or it never started.
 */
@Service
class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    /** Time that whoever adds a call's row has to start its workflow. */
    private static final Duration START = Duration.ofSeconds(30);

    private static final String NEVER_STARTED = "workflow_gone";

    private final CallWorkflowClient workflows;
    private final CallRecords records;

    Settlement(CallWorkflowClient workflows, CallRecords records) {
        this.workflows = workflows;
        this.records = records;
    }

    /**
     * Records the end of an active call if its workflow does not run any more.
     *
     * @return whether the call has ended
     * @throws ApiProblem 503 if Temporal does not answer
     */
    boolean settle(StoredCall call) {
        return switch (workflows.endOf(call.temporalWorkflowId())) {
            case WorkflowEnd.Running() -> false;
            case WorkflowEnd.Over(String reason, Instant at) -> end(call, reason, at);
            case WorkflowEnd.Unknown() -> {
                Instant now = Instant.now();
                yield call.createdAt().isBefore(now.minus(START)) && end(call, NEVER_STARTED, now);
            }
        };
    }

    private boolean end(StoredCall call, String reason, Instant at) {
        if (records.end(call, reason, at)) {
            log.atWarn()
                    .addKeyValue("call", call.id())
                    .addKeyValue("reason", reason)
                    .log("a call has ended without its workflow recording it");
        }
        return true;
    }
}
