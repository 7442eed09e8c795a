package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.ToolDiscovery;
import dev.tandem.workflows.call.api.ToolFindings;
import dev.tandem.workflows.call.api.ToolInquiry;
import dev.tandem.workflows.call.api.ToolInspection;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;

/** Has one worker with the role {@code tools} ask. Whoever publishes tries again. */
public final class ToolDiscoveryImpl implements ToolDiscovery {

    private final ToolInspection inspection = Workflow.newActivityStub(
            ToolInspection.class,
            ActivityOptions.newBuilder()
                    .setTaskQueue("tools")
                    .setScheduleToCloseTimeout(LIMIT)
                    .setRetryOptions(
                            RetryOptions.newBuilder().setMaximumAttempts(1).build())
                    .build());

    @Override
    public ToolFindings discover(ToolInquiry inquiry) {
        return inspection.inspect(inquiry);
    }
}
