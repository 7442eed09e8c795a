package dev.tandem.api.event;

import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.event.EventCatalogue;
import dev.tandem.workflows.event.EventCatalogue.EventType;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Describes the events that can happen in a call. */
@RestController
@RequestMapping("/api/event-types")
class EventTypeController {

    private static final String SCHEMA = "application/schema+json";

    /** Lists the types of events, each with the JSON Schema of its payload. */
    @GetMapping
    @Requires(Role.VIEWER)
    EventTypes list() {
        return new EventTypes(EventCatalogue.all());
    }

    /** Shows the JSON Schema (draft 2020-12) of one type's payload. */
    @GetMapping(
            path = "/{type}",
            produces = {SCHEMA, MediaType.APPLICATION_JSON_VALUE})
    @Requires(Role.VIEWER)
    JsonNode schema(@PathVariable String type) {
        return EventCatalogue.find(type)
                .orElseThrow(() -> ApiProblem.notFound("event type", type))
                .schema();
    }

    record EventTypes(List<EventType> items) {}
}
