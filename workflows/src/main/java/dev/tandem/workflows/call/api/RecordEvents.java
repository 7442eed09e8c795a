package dev.tandem.workflows.call.api;

import dev.tandem.workflows.event.RecordedEvent;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Appends events to the database, once and in order. On the queue {@code records}. */
@ActivityInterface
public interface RecordEvents {

    /** @throws io.temporal.failure.ApplicationFailure not retryable, type {@code CallGone}, if the call was deleted */
    @ActivityMethod(name = "RecordEvents")
    void record(Batch batch);

    /**
     * @param organization whose call it is: id or slug
     * @param callId of the call_session
     */
    record Batch(String organization, String callId, List<RecordedEvent> events) {

        public Batch {
            events = List.copyOf(events);
        }
    }
}
