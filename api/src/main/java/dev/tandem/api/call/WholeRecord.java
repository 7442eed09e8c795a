package dev.tandem.api.call;

import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.event.RecordedEvent;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Reads all that happened in a call, for what is made of it. */
@Service
public class WholeRecord {

    private final Calls calls;
    private final SessionEvents events;

    WholeRecord(Calls calls, SessionEvents events) {
        this.calls = calls;
        this.events = events;
    }

    /**
     * Returns the events of a call, in order. A long one has some thousands.
     *
     * @throws ApiProblem 404
     */
    public List<RecordedEvent> events(UUID organization, UUID call) {
        StoredCall _ = calls.get(organization, call);
        return events.after(call, 0);
    }
}
