package dev.tandem.api.call;

import dev.tandem.api.analytics.Rollups;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a call's row and the figures in step with its events, in one transaction. */
@Service
class CallRecords {

    private final CallRepository calls;
    private final SessionEvents events;
    private final Rollups rollups;

    CallRecords(CallRepository calls, SessionEvents events, Rollups rollups) {
        this.calls = calls;
        this.events = events;
        this.rollups = rollups;
    }

    /** @return how many events were new; empty if there is no such call */
    @Transactional
    OptionalInt record(UUID call, List<RecordedEvent> batch) {
        if (calls.lock(call).isEmpty()) {
            return OptionalInt.empty();
        }
        List<RecordedEvent> added = events.append(call, batch);
        added.forEach(event -> keepInStep(call, event));
        rollups.add(call, added);
        return OptionalInt.of(added.size());
    }

    private void keepInStep(UUID call, RecordedEvent recorded) {
        switch (recorded.event()) {
            case CallEvent.CallStarted _ -> calls.started(call, recorded.at());
            case CallEvent.CallEnded ended -> {
                boolean completed = ended.status().equals(CallStatus.COMPLETED.wireName());
                calls.ended(call, completed ? CallStatus.COMPLETED : CallStatus.DROPPED, recorded.at());
            }
            default -> {
                // The row of a call tells when it began and how it ended.
            }
        }
    }
}
