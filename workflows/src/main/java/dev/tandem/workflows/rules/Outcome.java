package dev.tandem.workflows.rules;

import java.util.List;

/**
 * What follows from something that happened in a call.
 *
 * @param entries what is recorded of it, in order
 */
public record Outcome(CallState state, Action next, List<Entry> entries) {

    public Outcome {
        entries = List.copyOf(entries);
    }
}
