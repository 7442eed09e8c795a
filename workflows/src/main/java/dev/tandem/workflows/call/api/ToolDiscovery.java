package dev.tandem.workflows.call.api;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/**
 * Asks workers about tools while a version is published: they have the way out, the secrets and the commands. It runs on
 * the queue of call workflows.
 */
@WorkflowInterface
public interface ToolDiscovery {

    /** Time for all of it, of which each server gets a part. Whoever publishes waits for it. */
    Duration LIMIT = Duration.ofSeconds(25);

    @WorkflowMethod(name = "ToolDiscovery")
    ToolFindings discover(ToolInquiry inquiry);
}
