package dev.tandem.workflows.rules;

import dev.tandem.workflows.event.CallEvent;
import java.util.List;

/**
 * The outcome of a rule: the next state, the next action, and the events.
 *
 * @param next what is to be done
 * @param events events to record, in order
 */
public record Outcome(CallState state, Action next, List<CallEvent> events) {

    public Outcome {
        events = List.copyOf(events);
    }
}
