package dev.tandem.vendors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a fake model answers, whoever its vendor is. Immutable; each method returns a longer one. */
public record ReplyScript(List<Step> steps, Ending ending) {

    /** A part of the answer, as one event of the stream. */
    public sealed interface Step {

        record Text(String delta) implements Step {}

        /** A piece of a tool call. The first piece of a number has the tool's name, and may have no arguments. */
        record Call(int number, String name, String arguments) implements Step {}

        record Pause(Duration time) implements Step {}
    }

    /** How the answer ends. */
    public enum Ending {
        STOP,
        TOOLS,
        LENGTH,
        REFUSAL
    }

    public ReplyScript {
        steps = List.copyOf(steps);
    }

    /** Says these pieces. */
    public static ReplyScript saying(String... deltas) {
        ReplyScript reply = new ReplyScript(List.of(), Ending.STOP);
        for (String delta : deltas) {
            reply = reply.with(new Step.Text(delta));
        }
        return reply;
    }

    /** Says more. */
    public ReplyScript goingOn(String delta) {
        return with(new Step.Text(delta));
    }

    /** Refuses in these words. */
    public static ReplyScript refusing(String words) {
        return saying(words).ending(Ending.REFUSAL);
    }

    /** Asks for a tool, its arguments in these pieces. */
    public ReplyScript asking(String tool, String... pieces) {
        int number = (int) steps.stream()
                .filter(step -> step instanceof Step.Call call && !call.name().isEmpty())
                .count();
        ReplyScript longer = with(new Step.Call(number, tool, ""));
        for (String piece : pieces) {
            longer = longer.with(new Step.Call(number, "", piece));
        }
        return longer.ending(Ending.TOOLS);
    }

    /** Waits. */
    public ReplyScript pausing(Duration time) {
        return with(new Step.Pause(time));
    }

    public ReplyScript ending(Ending how) {
        return new ReplyScript(steps, how);
    }

    private ReplyScript with(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new ReplyScript(more, ending);
    }

    /** Returns how many tokens it has, about: four characters each. */
    public int tokens() {
        int characters = 0;
        for (Step step : steps) {
            characters += switch (step) {
                case Step.Text(String delta) -> delta.length();
                case Step.Call(int _, String name, String arguments) -> name.length() + arguments.length();
                case Step.Pause _ -> 0;
            };
        }
        return characters / 4 + 1;
    }
}
