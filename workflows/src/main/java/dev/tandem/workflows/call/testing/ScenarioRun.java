package dev.tandem.workflows.call.testing;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Runs scenarios on one version, each as often as it says. It ends when every attempt has ended, and goes on wherever it
 * was when a process of ours dies. Cancelled, it hangs up its calls first.
 */
@WorkflowInterface
public interface ScenarioRun {

    /** Apart from the queue of calls: a thousand tests do not stand before a caller's next turn. */
    String TASK_QUEUE = "tests";

    static String workflowId(String organization, String run) {
        return "test-run/" + organization + "/" + run;
    }

    @WorkflowMethod(name = "ScenarioRun")
    Result run(Input input);

    /**
     * @param organization slug
     * @param attempts of all scenarios, in the order in which they begin
     * @param atOnce how many of them may be under way at the same time
     */
    record Input(String organization, String run, List<Attempt> attempts, int atOnce) {

        public Input {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * One call of a scenario.
     *
     * @param scenario its number in the run, from 0
     * @param number of the attempt, from 0
     */
    record Attempt(int scenario, int number) {}

    /** How many attempts came out in which way. */
    record Result(int passed, int failed, int broken) {}
}
