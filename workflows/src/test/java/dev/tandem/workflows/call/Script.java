package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;

import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.variable.VariableNote;
import io.temporal.activity.Activity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says what caller and model do in each step of a call. In a step that is not written, the caller says nothing. */
public final class Script {

    /** Plays one step; null: the caller says nothing. */
    public interface Step {
        @Nullable TurnOutcome outcome(TurnInput input) throws InterruptedException;
    }

    private final Map<String, Step> steps = new ConcurrentHashMap<>();

    public Script on(int turn, int step, TurnOutcome outcome) {
        return on(turn, step, input -> outcome);
    }

    public Script on(int turn, int step, Step outcome) {
        steps.put(turn + "." + step, outcome);
        return this;
    }

    @Nullable TurnOutcome outcome(TurnInput input) {
        Step step = steps.get(input.turn() + "." + input.step());
        try {
            return step == null ? null : step.outcome(input);
        } catch (InterruptedException stopped) {
            throw Activity.wrap(stopped);
        }
    }

    public static TurnOutcome greets(String words) {
        return new TurnOutcome.Replied(new Spoken(null, words, words, false, List.of(), Timings.NONE));
    }

    public static TurnOutcome replies(int turn, String heard, String words, VariableNote... notes) {
        return new TurnOutcome.Replied(
                new Spoken(new Utterance(turn, heard), words, words, false, List.of(notes), Timings.NONE));
    }

    public static TurnOutcome isInterrupted(int turn, String heard, String played, String whole) {
        return new TurnOutcome.Replied(
                new Spoken(new Utterance(turn, heard), played, whole, true, List.of(), Timings.NONE));
    }

    public static TurnOutcome asksTool(int turn, String heard, String tool, String arguments) {
        return new TurnOutcome.ToolsAsked(
                spoken(turn, heard, "One moment."),
                List.of(new ToolCall("call/" + turn + "/1/1", tool, json(arguments))));
    }

    public static TurnOutcome proposes(int turn, String heard, String path, String arguments, VariableNote... notes) {
        Spoken silent = new Spoken(new Utterance(turn, heard), "", "", false, List.of(notes), Timings.NONE);
        return new TurnOutcome.TransferAsked(silent, new TransferProposal(path, json(arguments)));
    }

    public static Spoken spoken(int turn, String heard, String words) {
        return new Spoken(new Utterance(turn, heard), words, words, false, List.of(), Timings.NONE);
    }
}
