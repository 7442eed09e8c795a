package dev.tandem.workflows.call.testing;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes one call of a scenario, from its start until it is judged. */
@WorkflowInterface
public interface ScenarioAttempt {

    @WorkflowMethod(name = "ScenarioAttempt")
    Outcome run(Task task);

    /**
     * Which attempt it is.
     *
     * @param organization slug
     * @param scenario its number in the run, from 0
     * @param number of the attempt, from 0
     */
    record Task(String organization, String run, int scenario, int number) {}

    /** How an attempt came out. */
    enum Outcome {
        PASSED,
        FAILED,
        /** The call could not be made, or not to its end. */
        BROKEN
    }
}
