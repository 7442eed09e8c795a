package dev.tandem.workflows.call.api;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Replays recorded calls against a version. It runs on the queue of call workflows, and everything that it does is one
 * activity, {@link ReplayCalls}.
 */
@WorkflowInterface
public interface ReplayRun {

    /**
     * @param organization id of the organization
     * @param run id of the replay_run
     */
    @WorkflowMethod(name = "ReplayRun")
    void run(String organization, String run);
}
