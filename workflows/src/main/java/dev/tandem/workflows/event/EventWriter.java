package dev.tandem.workflows.event;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Numbers the events of one call: from 1, without a gap. */
public final class EventWriter {

    private int written;

    public CallEvent write(String type, ObjectNode payload, Instant at) {
        return new CallEvent(++written, type, at, payload);
    }
}
