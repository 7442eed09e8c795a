package dev.tandem.api.call;

import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.page.Cursor;
import dev.tandem.api.problem.ApiProblem;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An organization's calls, for reading. */
@Service
@Transactional(readOnly = true)
class Calls {

    private final CallRepository calls;
    private final SessionEvents events;

    Calls(CallRepository calls, SessionEvents events) {
        this.calls = calls;
        this.events = events;
    }

    /** null: any. */
    record Filter(
            @Nullable String status,
            @Nullable UUID workflow,
            @Nullable UUID version) {

        /** @throws ApiProblem 422 if there is no such status */
        static Filter of(@Nullable String status, @Nullable UUID workflow, @Nullable UUID version) {
            List<String> known =
                    Arrays.stream(CallStatus.values()).map(CallStatus::wireName).toList();
            if (status != null && !known.contains(status)) {
                throw ApiProblem.invalidRequest(List.of(new Problem(
                        "invalid_parameter",
                        "",
                        "status is one of " + known.stream().collect(Collectors.joining(", ")) + ".")));
            }
            return new Filter(status, workflow, version);
        }
    }

    List<CallSession> page(UUID organization, Filter filter, Cursor cursor, int limit) {
        return calls.page(
                organization, filter.status(), filter.workflow(), filter.version(), cursor.at(), cursor.id(), limit);
    }

    /** @throws ApiProblem 404 */
    CallSession get(UUID organization, UUID id) {
        return calls.find(organization, id).orElseThrow(() -> ApiProblem.notFound("call", id));
    }

    List<CallEvent> events(UUID call) {
        return events.all(call);
    }

    List<CallEvent> eventsAfter(UUID call, int sequence, int limit) {
        return events.after(call, sequence, limit);
    }
}
