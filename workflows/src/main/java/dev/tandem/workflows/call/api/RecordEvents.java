package dev.tandem.workflows.call.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.workflows.event.RecordedEvent;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Appends events to the database, once and in order. It runs on the queue {@code records}. */
@ActivityInterface
public interface RecordEvents {

    /**
     * Appends a batch.
     *
     * @throws io.temporal.failure.ApplicationFailure not retryable, of type {@code CallGone}, if the call was deleted
     */
    @ActivityMethod(name = "RecordEvents")
    void record(Batch batch);

    /**
     * Holds events of one call.
     *
     * @param organization id or slug of the organization that owns the call
     * @param callId of the call_session
     * @param causes what led to events, by the sequence number of the first one that it led to. It has what masking hides
     *     in the events, and is stored sealed. A process of an earlier build leaves it out
     */
    record Batch(
            String organization,
            String callId,
            List<RecordedEvent> events,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Integer, JsonNode> causes) {

        public Batch {
            events = List.copyOf(events);
            causes = Map.copyOf(Objects.requireNonNullElse(causes, Map.of()));
        }

        /** Creates a batch of events of which nobody says what led to them. */
        public Batch(String organization, String callId, List<RecordedEvent> events) {
            this(organization, callId, events, Map.of());
        }
    }
}
