package dev.tandem.workflows.call.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.CallerLine;
import dev.tandem.workflows.call.testing.ScenarioAttempt.Outcome;
import dev.tandem.workflows.call.testing.ScenarioAttempt.Task;
import dev.tandem.workflows.call.testing.ScenarioRun.Attempt;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.scenario.Act;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.Line;
import dev.tandem.workflows.scenario.judging.CallRecord.Range;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ScenarioRunTest {

    private static final Caller TWO_LINES =
            new Caller.Script(List.of(line(new Act.Say("one")), line(new Act.Wait(50)), line(new Act.Say("two"))));

    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(CallPayloads.converter())
                            .build())
                    .build());
    private final NotedCalls calls = new NotedCalls();

    @BeforeEach
    void start() {
        temporal.newWorker(ScenarioRun.TASK_QUEUE)
                .registerWorkflowImplementationTypes(ScenarioRunImpl.class, ScenarioAttemptImpl.class);
        temporal.newWorker(ScenarioCalls.TASK_QUEUE).registerActivitiesImplementations(calls);
        temporal.newWorker(CallerLine.TASK_QUEUE).registerActivitiesImplementations((CallerLine)
                inquiry -> inquiry.said().size() < 4
                        ? new CallerLine.Say("line after " + inquiry.said().size())
                        : new CallerLine.HangUp(CallerLine.Reason.GOAL_REACHED));
        temporal.start();
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void aScriptIsSaidLineByLineAndThenJudged() {
        calls.caller = TWO_LINES;

        assertThat(run(new Attempt(0, 0))).isEqualTo(new ScenarioRun.Result(1, 0, 0));
        assertThat(calls.noted)
                .containsExactly("begin 0.0", "say 0 one", "look", "say 2 two", "hang up", "judge 3 lines", "end");
    }

    @Test
    void nothingIsSaidAfterTheCallIsOver() {
        calls.caller = TWO_LINES;
        calls.overAt = "one";

        run(new Attempt(0, 0));

        assertThat(calls.noted).containsExactly("begin 0.0", "say 0 one", "judge 1 lines", "end");
    }

    @Test
    void aPersonaHearsWhatWasSaidAndHangsUp() {
        calls.caller = new Caller.Persona(
                "A refund.", Map.of(), "", new ProviderConfig("builtin", JsonNodeFactory.instance.objectNode()), 9);

        run(new Attempt(0, 0));

        assertThat(calls.noted)
                .containsExactly(
                        "begin 0.0", "say 0 line after 1", "say 1 line after 3", "hang up", "judge 2 lines", "end");
    }

    @Test
    void anAttemptThatCannotBeMadeSaysWhyAndTheOthersGoOn() {
        calls.caller = new Caller.Script(List.of(line(new Act.Press("1"))));
        calls.refused = "1.0";

        assertThat(run(new Attempt(0, 0), new Attempt(1, 0))).isEqualTo(new ScenarioRun.Result(0, 0, 2));
        assertThat(calls.noted)
                .contains(
                        "give up 0.0: Keys are pressed in a spoken call only; run this scenario by voice.",
                        "give up 1.0: No agent of this version has such a tool.",
                        "end");
    }

    @Test
    void noMoreAttemptsAreUnderWayThanMayBe() {
        calls.caller = TWO_LINES;

        ScenarioRun.Result result = run(new Attempt(0, 0), new Attempt(0, 1), new Attempt(0, 2), new Attempt(0, 3));

        assertThat(result.passed()).isEqualTo(4);
        assertThat(calls.most.get()).isLessThanOrEqualTo(2);
    }

    private ScenarioRun.Result run(Attempt... attempts) {
        WorkflowStub run = stub();
        run.start(new ScenarioRun.Input("shop", "r", List.of(attempts), 2));
        return run.getResult(ScenarioRun.Result.class);
    }

    private WorkflowStub stub() {
        return temporal.getWorkflowClient()
                .newUntypedWorkflowStub(
                        "ScenarioRun",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(ScenarioRun.TASK_QUEUE)
                                .build());
    }

    private static Line line(Act act) {
        return new Line(act, List.of());
    }

    /** Answers every line, and notes what it was asked. */
    private static final class NotedCalls implements ScenarioCalls {

        private final List<String> noted = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger sequence = new AtomicInteger();
        private volatile Caller caller = TWO_LINES;
        private volatile String overAt = "";
        private volatile String refused = "";

        @Override
        public Begun begin(Task task) {
            String name = task.scenario() + "." + task.number();
            if (name.equals(refused)) {
                throw ApplicationFailure.newNonRetryableFailure("No agent of this version has such a tool.", "Refused");
            }
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            noted.add("begin " + name);
            return new Begun("s", caller, "en-US", 7, WorkspaceValues.NONE, new Written(next(false)));
        }

        private Said next(boolean over) {
            return new Said(new Range(sequence.get(), sequence.incrementAndGet()), List.of("Yes?"), over, true);
        }

        @Override
        public Said say(Task task, String session, int line, String text) {
            noted.add("say " + line + " " + text);
            return next(text.equals(overAt));
        }

        @Override
        public Said look(Task task, String session, int after) {
            noted.add("look");
            return next(false);
        }

        @Override
        public Said hangUp(Task task, String session) {
            noted.add("hang up");
            return next(true);
        }

        @Override
        public Outcome judge(Task task, Made made) {
            noted.add("judge " + made.lines().size() + " lines");
            open.decrementAndGet();
            return Outcome.PASSED;
        }

        @Override
        public void giveUp(Task task, @Nullable String session, String reason) {
            noted.add("give up " + task.scenario() + "." + task.number() + ": " + reason);
        }

        @Override
        public void end(String organization, String run, boolean cancelled) {
            noted.add(cancelled ? "end cancelled" : "end");
        }
    }
}
