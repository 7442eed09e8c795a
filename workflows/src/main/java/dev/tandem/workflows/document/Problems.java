package dev.tandem.workflows.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects faults and warnings. Their number is bounded, so that a hostile document cannot make an answer larger than
 * itself.
 */
public final class Problems {

    private static final int MOST = 1000;

    private final List<Problem> faults = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    public void fault(String code, String pointer, String message) {
        add(faults, new Problem(code, pointer, message));
    }

    public void warning(String code, String pointer, String message) {
        add(warnings, new Problem(code, pointer, message));
    }

    public void addFaults(List<Problem> more) {
        more.forEach(problem -> add(faults, problem));
    }

    public void addWarnings(List<Problem> more) {
        more.forEach(problem -> add(warnings, problem));
    }

    /** Returns whether further faults would be dropped, so that looking for them is wasted. */
    public boolean isFull() {
        return faults.size() > MOST;
    }

    public List<Problem> faults() {
        return faults;
    }

    public List<Problem> warnings() {
        return warnings;
    }

    private static void add(List<Problem> problems, Problem problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        } else if (problems.size() == MOST) {
            problems.add(new Problem("too_many_problems", "", "There are more; correct these first and try again."));
        }
    }
}
