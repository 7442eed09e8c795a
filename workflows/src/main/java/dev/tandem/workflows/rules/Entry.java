package dev.tandem.workflows.rules;

import dev.tandem.workflows.event.CallEvents;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event before it has its number and time.
 *
 * @param type of {@link dev.tandem.workflows.event.CallEvents}
 */
public record Entry(String type, ObjectNode payload) {

    /** Whether it tells what became of a command: whoever gave it waits to read it. */
    public boolean isOperators() {
        return CallEvents.isOperators(type);
    }
}
