package dev.tandem.workflows.scenario.judging;

import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.Expectation;
import dev.tandem.workflows.scenario.Line;
import dev.tandem.workflows.scenario.Scenario;
import dev.tandem.workflows.scenario.Verdict;
import dev.tandem.workflows.scenario.judging.CallRecord.Heard;
import dev.tandem.workflows.scenario.judging.CallRecord.Range;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says of a call whether what its scenario expects is true. It looks at the record of the call alone, so that it says
 * the same every time. What only a model can say is left open.
 */
public final class Judge {

    private Judge() {}

    /** Returns a verdict for each expectation, in the order of the scenario, and one for each line that was not said. */
    public static List<Verdict> verdicts(Scenario scenario, CallRecord call) {
        List<Verdict> verdicts = new ArrayList<>();
        switch (scenario.caller()) {
            case Caller.Script(List<Line> lines) -> ofLines(lines, call, verdicts);
            case Caller.Persona _ -> {
                // Nobody knows its lines before, so only the end has expectations.
            }
        }
        Range whole = new Range(0, Integer.MAX_VALUE);
        CallPart all = new CallPart(new Excerpt(call.events(), whole), heard(call.heard(), null), call.pathNames());
        for (int i = 0; i < scenario.end().size(); i++) {
            verdicts.add(all.verdict("/end/" + i, scenario.end().get(i)));
        }
        return List.copyOf(verdicts);
    }

    /** Returns whether a call passes. */
    public static boolean passes(List<Verdict> verdicts) {
        return verdicts.stream().allMatch(Verdict::allows);
    }

    private static void ofLines(List<Line> lines, CallRecord call, List<Verdict> verdicts) {
        for (int i = 0; i < lines.size(); i++) {
            String pointer = "/caller/" + i;
            if (i < call.lines().size()) {
                Excerpt excerpt = new Excerpt(call.events(), call.lines().get(i));
                CallPart part = new CallPart(excerpt, heard(call.heard(), i), call.pathNames());
                List<Expectation> expected = lines.get(i).expect();
                for (int k = 0; k < expected.size(); k++) {
                    verdicts.add(part.verdict(pointer + "/expect/" + k, expected.get(k)));
                }
            } else {
                Excerpt end = new Excerpt(call.events(), new Range(0, Integer.MAX_VALUE));
                verdicts.add(new Verdict.Failed(
                        pointer, "the caller comes to this line", "the call had ended before it", end.where(null)));
            }
        }
    }

    private static @Nullable List<Heard> heard(@Nullable List<Heard> all, @Nullable Integer line) {
        if (all == null || line == null) {
            return all;
        }
        return line < all.size() ? List.of(all.get(line)) : List.of();
    }
}
