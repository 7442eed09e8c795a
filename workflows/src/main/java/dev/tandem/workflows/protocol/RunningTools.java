package dev.tandem.workflows.protocol;

import java.util.List;

/**
 * Tools that were asked for in a step and run.
 *
 * @param names of all of them
 * @param sinceMs how long they had run when the attendance was scheduled
 */
public record RunningTools(int step, List<String> names, long sinceMs) {

    public RunningTools {
        names = List.copyOf(names);
    }
}
