package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.EventMasking;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.payload.PayloadSize;
import dev.tandem.workflows.payload.Piece;
import dev.tandem.workflows.variable.HiddenValues;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has the call's events recorded while the conversation goes on: in order, with one batch in flight, until all of them
 * are stored. What happens while a batch is in flight joins the next ones. A batch has at most
 * {@link PayloadSize#MOST} bytes, however long the database was away; a single event is cut to fit.
 */
public final class Recorder {

    /** Failure type of {@link RecordEvents} for a call that was deleted: its events can be stored nowhere. */
    static final String CALL_GONE = "CallGone";

    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

    /** Bytes of a batch beside its events: the organization, the call and the names of the members. */
    private static final int ADDRESS = 4_096;

    private final String organization;
    private final String callId;
    private final List<Written> waiting = new ArrayList<>();
    private EventMasking masking = new EventMasking(new HiddenValues(Set.of()));
    private int written;
    private boolean due;
    private boolean closed;
    private boolean callGone;
    private int recorded;
    private @Nullable Promise<Void> recording;

    /** An event that waits to be recorded, with its bytes. */
    private record Written(RecordedEvent event, int bytes) {}

    Recorder(String organization, String callId) {
        this.organization = organization;
        this.callId = callId;
    }

    /**
     * Starts recording.
     *
     * @param onCallGone called when the call was deleted
     */
    void start(Runnable onCallGone) {
        recording = Async.procedure(() -> {
            recordAll();
            if (callGone) {
                onCallGone.run();
            }
        });
    }

    /** Hides these values from now on, and those that events bring. */
    void mask(HiddenValues hidden) {
        masking = new EventMasking(hidden);
    }

    /** Numbers, dates and masks events. Nothing leaves the call workflow in another way. */
    void write(List<CallEvent> events) {
        Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
        events.forEach(event -> waiting.add(written(RecordedEvent.of(++written, now, masking.mask(event)))));
    }

    /** Cuts an event that no batch could hold. */
    private static Written written(RecordedEvent event) {
        int bytes = PayloadSize.of(event);
        if (bytes <= PayloadSize.MOST_OF_A_PART) {
            return new Written(event, bytes);
        }
        RecordedEvent cut = event.within(PayloadSize.MOST_OF_A_PART);
        return new Written(cut, PayloadSize.of(cut));
    }

    /** Sends the events that were written. */
    void flush() {
        due = true;
    }

    /** Waits until everything is recorded. */
    void close() {
        closed = true;
        Promise<Void> open = recording;
        if (open != null) {
            open.get();
        }
    }

    int recorded() {
        return recorded;
    }

    private void recordAll() {
        while (!callGone) {
            Workflow.await(() -> closed || (due && !waiting.isEmpty()));
            if (waiting.isEmpty()) {
                return;
            }
            List<Written> piece = Piece.first(waiting, PayloadSize.MOST - ADDRESS, Written::bytes);
            waiting.subList(0, piece.size()).clear();
            due = !waiting.isEmpty();
            record(new RecordEvents.Batch(
                    organization, callId, piece.stream().map(Written::event).toList()));
        }
    }

    private void record(RecordEvents.Batch batch) {
        String summary = "events " + batch.events().getFirst().sequence() + "–"
                + batch.events().getLast().sequence();
        RecordEvents records = Workflow.newActivityStub(RecordEvents.class, CallOptions.recording(summary));
        while (true) {
            try {
                records.record(batch);
                recorded += batch.events().size();
                return;
            } catch (ActivityFailure failure) {
                if (failure.getCause() instanceof ApplicationFailure refused && CALL_GONE.equals(refused.getType())) {
                    callGone = true;
                    return;
                }
                Workflow.sleep(AFTER_REFUSAL);
            }
        }
    }
}
