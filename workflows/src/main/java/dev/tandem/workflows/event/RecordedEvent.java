package dev.tandem.workflows.event;

import dev.tandem.workflows.payload.PayloadSize;
import dev.tandem.workflows.payload.Shortened;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as it is recorded: numbered, dated, and with its payload as JSON.
 *
 * @param sequence counts from 1 in each call without a gap: a retry records nothing twice
 * @param type dotted, e.g. {@code path.rejected}; one of {@link CallEventType}
 * @param at by the clock of the call workflow
 * @param payload as the schema of its type says; values of sensitive variables are masked
 */
public record RecordedEvent(int sequence, String type, Instant at, ObjectNode payload) {

    /**
     * Checks the type.
     *
     * @throws IllegalArgumentException if this build has no such type: a newer process wrote it
     */
    public RecordedEvent {
        if (CallEventType.of(type).isEmpty()) {
            throw new IllegalArgumentException("There is no event type " + type + ": bring this process up to date.");
        }
    }

    public static RecordedEvent of(int sequence, Instant at, CallEvent event) {
        return new RecordedEvent(sequence, CallEventType.of(event).wireName(), at, EventJson.payload(event));
    }

    /** Returns the event with its payload shortened, so that it has at most so many bytes. */
    public RecordedEvent within(int most) {
        int around = PayloadSize.of(new RecordedEvent(sequence, type, at, JsonNodeFactory.instance.objectNode()));
        return new RecordedEvent(sequence, type, at, (ObjectNode) Shortened.to(payload, most - around));
    }

    /** Returns the event that was recorded. */
    public CallEvent event() {
        return EventJson.read(CallEventType.of(type).orElseThrow(), payload);
    }
}
