package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Runs one tool. It runs on the shared queue {@code tools}. */
@ActivityInterface
public interface ToolExecution {

    @ActivityMethod(name = "ToolExecution")
    ToolResult execute(ToolRequest request);
}
