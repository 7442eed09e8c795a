package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.EventMasking;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.payload.PayloadSize;
import dev.tandem.workflows.payload.Piece;
import dev.tandem.workflows.replay.Cue;
import dev.tandem.workflows.replay.CueJson;
import dev.tandem.workflows.variable.HiddenValues;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Has the call's events recorded while the conversation goes on: in order, with one batch in flight, until all of them
 * are stored. What happens while a batch is in flight joins the next ones. A batch has at most
 * {@link PayloadSize#MOST} bytes, however long the database was away; a single event is cut to fit.
 */
public final class Recorder {

    /** Failure type of {@link RecordEvents} for a call that was deleted: its events can be stored nowhere. */
    static final String CALL_GONE = "CallGone";

    /**
     * An event that may wait is sent so long after it happened, ms. Within this time the caller hears the first sound of
     * most answers, and a batch costs as much processor time as a turn of the conversation does.
     */
    private static final long BEHIND_THE_ANSWER_MS = 120;

    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

    /** Bytes of a batch beside its events: the organization, the call and the names of the members. */
    private static final int ADDRESS = 4_096;

    /** Bytes of the sequence number that stands before a cause. */
    private static final int NUMBER = 16;

    private final String organization;
    private final String callId;
    private final List<Written> waiting = new ArrayList<>();
    private EventMasking masking = new EventMasking(new HiddenValues(Set.of()));
    private int written;
    private boolean due;

    /** Whether what is due may wait until the caller most likely hears the agent. */
    private boolean patient;

    private boolean closed;
    private boolean callGone;
    private int recorded;
    private @Nullable Promise<Void> recording;

    /** What led to the next event. */
    private final List<Cue> cues = new ArrayList<>();

    /**
     * An event that waits to be recorded.
     *
     * @param cause what led to it and those after it; null: that is kept with an event before it
     * @param bytes of both
     */
    private record Written(RecordedEvent event, @Nullable JsonNode cause, int bytes) {}

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

    /** Keeps what came into the call's rules. It is recorded, sealed, with the next event. */
    void cue(Cue cue) {
        cues.add(cue);
    }

    /** Numbers, dates and masks events. Nothing else leaves the call workflow but sealed. */
    void write(List<CallEvent> events) {
        Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
        List<RecordedEvent> recordedNow = events.stream()
                .map(event -> fitting(RecordedEvent.of(++written, now, masking.mask(event))))
                .toList();
        for (RecordedEvent event : recordedNow) {
            JsonNode cause = cues.isEmpty() ? null : CueJson.write(cues, recordedNow);
            cues.clear();
            int bytes = PayloadSize.of(event) + (cause == null ? 0 : PayloadSize.of(cause) + NUMBER);
            waiting.add(new Written(event, cause, bytes));
        }
    }

    /** Cuts an event that no batch could hold. */
    private static RecordedEvent fitting(RecordedEvent event) {
        return PayloadSize.of(event) <= PayloadSize.MOST_OF_A_PART ? event : event.within(PayloadSize.MOST_OF_A_PART);
    }

    /** Sends the events that were written. */
    void flush() {
        due = true;
        patient = false;
    }

    /** Sends the events that were written, but not before the caller most likely hears the agent. */
    void flushBehindTheAnswer() {
        patient |= !due;
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

    /** Returns the number of the last event that was written. */
    int written() {
        return written;
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
            letTheAgentSpeak();
            List<Written> piece = Piece.first(waiting, PayloadSize.MOST - ADDRESS, Written::bytes);
            waiting.subList(0, piece.size()).clear();
            due = !waiting.isEmpty();
            patient &= due;
            record(batch(piece));
        }
    }

    private RecordEvents.Batch batch(List<Written> piece) {
        Map<Integer, JsonNode> causes = new LinkedHashMap<>();
        for (Written one : piece) {
            JsonNode cause = one.cause();
            if (cause != null) {
                causes.put(one.event().sequence(), cause);
            }
        }
        return new RecordEvents.Batch(
                organization, callId, piece.stream().map(Written::event).toList(), causes);
    }

    /** Waits until the oldest event has waited long enough, or another one must not wait. */
    private void letTheAgentSpeak() {
        long age =
                Workflow.currentTimeMillis() - waiting.getFirst().event().at().toEpochMilli();
        if (!patient || closed || age >= BEHIND_THE_ANSWER_MS) {
            return;
        }
        TimerOptions options =
                TimerOptions.newBuilder().setSummary("behind the answer").build();
        List<Promise<Void>> timers = new ArrayList<>(1);
        CancellationScope clock = Workflow.newCancellationScope(
                () -> timers.add(Workflow.newTimer(Duration.ofMillis(BEHIND_THE_ANSWER_MS - age), options)));
        clock.run();
        Workflow.await(() -> !patient || closed || timers.getFirst().isCompleted());
        clock.cancel();
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
