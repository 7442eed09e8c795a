package dev.tandem.workflows.call.testing;

import dev.tandem.workflows.call.testing.ScenarioAttempt.Outcome;
import dev.tandem.workflows.call.testing.ScenarioAttempt.Task;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Begins attempts as others end, and counts how they come out. */
public final class ScenarioRunImpl implements ScenarioRun {

    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private int open;

    @Override
    public Result run(Input input) {
        ScenarioCalls calls = Workflow.newActivityStub(ScenarioCalls.class, TestingOptions.notes(input.organization()));
        try {
            List<Promise<Void>> all = new ArrayList<>();
            for (Attempt attempt : input.attempts()) {
                Workflow.await(() -> open < input.atOnce());
                open++;
                all.add(begin(input, attempt));
            }
            Promise.allOf(all).get();
            CancellationScope.throwCanceled();
        } catch (CanceledFailure cancelled) {
            Workflow.newDetachedCancellationScope(() -> {
                        Workflow.await(() -> open == 0);
                        calls.end(input.organization(), input.run(), true);
                    })
                    .run();
            throw cancelled;
        }
        calls.end(input.organization(), input.run(), false);
        return new Result(count(Outcome.PASSED), count(Outcome.FAILED), count(Outcome.BROKEN));
    }

    private Promise<Void> begin(Input input, Attempt attempt) {
        ScenarioAttempt child = Workflow.newChildWorkflowStub(
                ScenarioAttempt.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(ScenarioRun.workflowId(input.organization(), input.run()) + "/"
                                + attempt.scenario() + "." + attempt.number())
                        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
        Task task = new Task(input.organization(), input.run(), attempt.scenario(), attempt.number());
        return Async.function(child::run, task).handle((outcome, failure) -> {
            open--;
            outcomes.merge(failure == null ? outcome : outcomeOf(failure), 1, Integer::sum);
            return null;
        });
    }

    private static Outcome outcomeOf(RuntimeException failure) {
        return switch (failure) {
            case CanceledFailure _, ChildWorkflowFailure _ -> Outcome.BROKEN;
            default -> throw failure;
        };
    }

    private int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }
}
