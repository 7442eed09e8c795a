package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.ReplayCalls;
import dev.tandem.workflows.call.api.ReplayRun;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Has one API process after the other replay calls, until all of them are replayed. */
public final class ReplayRunImpl implements ReplayRun {

    private final ReplayCalls calls = Workflow.newActivityStub(
            ReplayCalls.class,
            ActivityOptions.newBuilder()
                    .setTaskQueue("records")
                    .setStartToCloseTimeout(Duration.ofHours(1))
                    .setScheduleToCloseTimeout(Duration.ofHours(3))
                    .setHeartbeatTimeout(Duration.ofSeconds(30))
                    .build());

    @Override
    public void run(String organization, String run) {
        calls.replay(organization, run);
    }
}
