package dev.tandem.workflows.event;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened in a call. The catalogue of types stands in {@link CallEvents}; there are no others.
 *
 * @param sequence counts from 1 in each call without a gap: a retry records nothing twice
 * @param type dotted, e.g. {@code path.rejected}
 */
public record CallEvent(int sequence, String type, Instant at, ObjectNode payload) {

    /** @throws IllegalArgumentException if the catalogue has no such type: a newer process wrote it */
    public CallEvent {
        if (!CallEvents.knows(type)) {
            throw new IllegalArgumentException("There is no event type " + type + ": bring this process up to date.");
        }
    }
}
