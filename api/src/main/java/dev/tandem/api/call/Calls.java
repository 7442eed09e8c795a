package dev.tandem.api.call;

import dev.tandem.api.event.EventFilter;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.event.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads an organization's calls. */
@Service
@Transactional(readOnly = true)
class Calls {

    private final CallRepository calls;
    private final SessionEvents events;

    Calls(CallRepository calls, SessionEvents events) {
        this.calls = calls;
        this.events = events;
    }

    List<StoredCall> page(UUID organization, CallFilter filter, Cursor cursor, int limit) {
        return calls.page(
                organization,
                filter.status(),
                filter.workflow(),
                filter.version(),
                filter.channel(),
                filter.test(),
                filter.from(),
                filter.to(),
                cursor.at(),
                cursor.id(),
                limit);
    }

    /** @throws ApiProblem 404 */
    StoredCall get(UUID organization, UUID id) {
        return calls.find(organization, id).orElseThrow(() -> ApiProblem.notFound("call", id));
    }

    /** @throws ApiProblem 404 */
    SessionEvents.Part events(UUID organization, UUID call, EventFilter filter, int after, int limit) {
        get(organization, call);
        return events.part(call, after, filter, limit);
    }

    /**
     * A part of a call's events.
     *
     * @param ended whether the call had ended before the events were read, so that no new events are recorded
     */
    record Slice(boolean ended, SessionEvents.Part part) {

        List<RecordedEvent> events() {
            return part.events();
        }
    }

    /**
     * Reads the status before the events, because the last event is recorded in the same transaction as the status. The
     * result is empty if there is no such call.
     */
    Optional<Slice> slice(UUID organization, UUID call, EventFilter filter, int after, int limit) {
        return calls.find(organization, call)
                .map(found -> new Slice(found.status() != CallStatus.ACTIVE, events.part(call, after, filter, limit)));
    }
}
