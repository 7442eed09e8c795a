package dev.tandem.workflows.call;

import java.util.List;

/**
 * What follows from something that happened in a call.
 *
 * @param entries what is recorded of it, in order
 */
record Consequence(CallState state, NextStep next, List<Entry> entries) {

    Consequence {
        entries = List.copyOf(entries);
    }
}
