package dev.tandem.workflows.call.api;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Asks servers about their tools. It runs on the shared queue {@code tools}. */
@ActivityInterface
public interface ToolInspection {

    @ActivityMethod(name = "ToolInspection")
    ToolFindings inspect(ToolInquiry inquiry);
}
