package dev.tandem.api.event;

import dev.tandem.api.problem.ApiProblem;
import dev.tandem.workflows.event.CallEvents;
import dev.tandem.workflows.graph.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a call's events.
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
        List<Problem> unknown = asked.stream()
                .filter(type -> !CallEvents.ALL.contains(type))
                .map(type -> new Problem(
                        "invalid_parameter", "", "There is no such type of event; GET /api/event-types lists them."))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw ApiProblem.invalidRequest(unknown);
        }
        return new EventFilter(Set.copyOf(asked), turn);
    }
}
