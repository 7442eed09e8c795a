package dev.tandem.api.call;

import dev.tandem.api.event.SessionEvents;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEvents;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a call's row in step with its events, in one transaction. */
@Service
class CallRecords {

    private final CallRepository calls;
    private final SessionEvents events;

    CallRecords(CallRepository calls, SessionEvents events) {
        this.calls = calls;
        this.events = events;
    }

    /** @return false if there is no such call */
    @Transactional
    boolean record(UUID call, List<CallEvent> batch) {
        if (calls.lock(call).isEmpty()) {
            return false;
        }
        events.append(call, batch);
        batch.forEach(event -> keepInStep(call, event));
        return true;
    }

    private void keepInStep(UUID call, CallEvent event) {
        if (event.type().equals(CallEvents.CALL_STARTED)) {
            calls.started(call, event.at());
        } else if (event.type().equals(CallEvents.CALL_ENDED)) {
            boolean completed = event.payload().path("status").asString("").equals(CallStatus.COMPLETED.wireName());
            calls.ended(call, completed ? CallStatus.COMPLETED : CallStatus.DROPPED, event.at());
        }
    }
}
