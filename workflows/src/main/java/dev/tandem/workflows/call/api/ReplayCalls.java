package dev.tandem.workflows.call.api;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Replays the calls of a run that nobody has replayed yet, and stores what came of each. It runs on the queue {@code
 * records}, and sends a heartbeat with each batch; another process goes on where one was lost.
 */
@ActivityInterface
public interface ReplayCalls {

    /**
     * @param organization id of the organization
     * @param run id of the replay_run
     */
    @ActivityMethod(name = "ReplayCalls")
    void replay(String organization, String run);
}
