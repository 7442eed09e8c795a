package dev.tandem.workflows.call.api;

import dev.tandem.workflows.event.RecordedEvent;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

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
     */
    record Batch(String organization, String callId, List<RecordedEvent> events) {

        public Batch {
            events = List.copyOf(events);
        }
    }
}
