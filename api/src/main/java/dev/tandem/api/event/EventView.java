package dev.tandem.api.event;

import dev.tandem.workflows.event.RecordedEvent;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** An event in the form in which it is sent. */
public record EventView(int sequence, String type, Instant at, JsonNode payload) {

    public static EventView of(RecordedEvent event) {
        return new EventView(event.sequence(), event.type(), event.at(), event.payload());
    }
}
