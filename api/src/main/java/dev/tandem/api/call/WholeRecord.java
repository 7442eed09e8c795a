package dev.tandem.api.call;

import dev.tandem.api.event.EventFilter;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Reads all that happened in a call, for what is made of it. */
@Service
public class WholeRecord {

    private static final int PAGE = 200;

    private final Calls calls;

    WholeRecord(Calls calls) {
        this.calls = calls;
    }

    /**
     * Returns the events of a call, in order. A long one has some thousands.
     *
     * @throws ApiProblem 404
     */
    public List<RecordedEvent> events(UUID organization, UUID call) {
        List<RecordedEvent> all = new ArrayList<>();
        SessionEvents.Part part = calls.events(organization, call, EventFilter.NONE, 0, PAGE);
        all.addAll(part.events());
        while (part.more()) {
            part = calls.events(organization, call, EventFilter.NONE, part.last(), PAGE);
            all.addAll(part.events());
        }
        return all;
    }
}
