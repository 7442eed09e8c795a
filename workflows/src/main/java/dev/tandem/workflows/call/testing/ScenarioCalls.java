package dev.tandem.workflows.call.testing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tandem.workflows.call.api.SpokenCaller;
import dev.tandem.workflows.call.testing.ScenarioAttempt.Outcome;
import dev.tandem.workflows.call.testing.ScenarioAttempt.Task;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.judging.CallRecord.Range;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does in the API what a scenario needs: it makes the call, says the lines, and judges. Each of them may be tried again,
 * and then finds what it did before.
 */
@ActivityInterface
public interface ScenarioCalls {

    /** Apart from {@code records}: whoever waits for an answer here holds nothing up that is to be recorded. */
    String TASK_QUEUE = "scenarios";

    /**
     * Starts the call, and waits until the agent has opened it. A call that somebody joins is not waited for.
     *
     * @throws io.temporal.failure.ApplicationFailure if the version cannot be called in this way; trying again would
     *     not help
     */
    @ActivityMethod(name = "BeginScenario")
    Begun begin(Task task);

    /** Says a line, and waits until it is answered or the call is over. */
    @ActivityMethod(name = "SayScenarioLine")
    Said say(Task task, String session, int line, String text);

    /** Returns what has happened since an event. */
    @ActivityMethod(name = "LookAtScenario")
    Said look(Task task, String session, int after);

    /** Hangs up, and waits until the call is over. */
    @ActivityMethod(name = "HangUpScenario")
    Said hangUp(Task task, String session);

    /** Judges the call, and keeps the verdicts in its test session. */
    @ActivityMethod(name = "JudgeScenario")
    Outcome judge(Task task, Made made);

    /**
     * Notes that an attempt could not be made.
     *
     * @param session of the test, as far as there is one
     * @param reason a sentence
     */
    @ActivityMethod(name = "GiveUpScenario")
    void giveUp(Task task, @Nullable String session, String reason);

    /** Notes that all attempts have ended. */
    @ActivityMethod(name = "EndTestRun")
    void end(String organization, String run, boolean cancelled);

    /**
     * A call that has begun.
     *
     * @param session id of the test session
     * @param caller who calls
     * @param language of the call, BCP 47
     * @param seed of everything that is left to chance
     * @param workspace the workspace variables that a persona's model names
     */
    record Begun(
            String session, Caller caller, String language, long seed, WorkspaceValues workspace, Opening opening) {}

    /** How a call was opened. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Written.class, name = "written"),
        @JsonSubTypes.Type(value = Joinable.class, name = "joinable")
    })
    sealed interface Opening {}

    /** The agent has opened a chat. */
    record Written(Said said) implements Opening {}

    /** A caller is to speak in a room. */
    record Joinable(SpokenCaller.Call call) implements Opening {}

    /**
     * What followed a line.
     *
     * @param agent the agent's words, one text for each reply
     * @param over whether the call is over
     * @param taken false: the call was over before the line came
     */
    record Said(Range range, List<String> agent, boolean over, boolean taken) {

        public Said {
            agent = List.copyOf(agent);
        }
    }

    /**
     * A call that was made to its end.
     *
     * @param lines what followed each line that was said, in order; none: the call was spoken
     * @param facts what a spoken call was like in the caller's ears; null: it was a chat
     */
    record Made(String session, List<Range> lines, SpokenCaller.@Nullable Facts facts) {

        public Made {
            lines = List.copyOf(lines);
        }
    }
}
