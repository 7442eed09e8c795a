package dev.tandem.api.event;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.event.CallEventType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects events of a call.
 *
 * @param types empty: any
 * @param turn null: any
 */
public record EventFilter(Set<String> types, @Nullable Integer turn) {

    public static final EventFilter NONE = new EventFilter(Set.of(), null);

    public EventFilter {
        types = Set.copyOf(types);
    }

    /**
     * @param types null: any
     * @throws ApiProblem 422 if the catalogue has no such type
     */
    public static EventFilter of(@Nullable List<String> types, @Nullable Integer turn) {
        List<String> asked = types == null ? List.of() : types;
        if (!CallEventType.WIRE_NAMES.containsAll(asked)) {
            throw ApiProblem.invalidParameter(
                    "type", "There is no such type of event; GET /api/event-types lists them.");
        }
        return new EventFilter(Set.copyOf(asked), turn);
    }
}
