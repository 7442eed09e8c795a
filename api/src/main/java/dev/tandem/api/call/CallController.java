package dev.tandem.api.call;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.page.Cursor;
import dev.tandem.api.page.NumberCursor;
import dev.tandem.api.page.Page;
import dev.tandem.workflows.event.CallEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/calls")
class CallController {

    private final CallStarter starter;
    private final Calls calls;
    private final CallViews views;

    CallController(CallStarter starter, Calls calls, CallViews views) {
        this.starter = starter;
        this.calls = calls;
        this.views = views;
    }

    /** Starts a call, and lets its caller into the room. */
    @PostMapping
    @Requires(Role.OPERATOR)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CallViews.StartedView> start(Access access, @RequestBody NewCall request) {
        CallStarter.Started started = starter.start(access, request.checked());
        return ResponseEntity.created(URI.create("/api/calls/" + started.call().id()))
                .body(views.started(started));
    }

    /** Lists calls, newest first. */
    @GetMapping
    @Requires(Role.VIEWER)
    Page<CallViews.Summary> list(
            Access access,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(name = "workflow_id", required = false) @Nullable UUID workflow,
            @RequestParam(name = "workflow_version_id", required = false) @Nullable UUID version,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        Calls.Filter filter = Calls.Filter.of(status, workflow, version);
        List<CallSession> found = calls.page(access.organization(), filter, Cursor.parse(cursor), size + 1);
        return Page.of(found, size, call -> new Cursor(call.createdAt(), call.id()))
                .map(views::summary);
    }

    /** Shows a call: what was said, which tools ran, how it moved. */
    @GetMapping("/{id}")
    @Requires(Role.VIEWER)
    CallViews.Detail get(Access access, @PathVariable UUID id) {
        CallSession call = calls.get(access.organization(), id);
        return views.detail(call, CallStory.of(calls.events(id)));
    }

    /** Lists a call's events in order. */
    @GetMapping("/{id}/events")
    @Requires(Role.VIEWER)
    Page<EventView> events(
            Access access,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        int after = NumberCursor.parse(cursor, 0);
        calls.get(access.organization(), id);
        return Page.of(calls.eventsAfter(id, after, size + 1), size, CallEvent::sequence)
                .map(EventView::of);
    }

    record EventView(int sequence, String type, Instant at, JsonNode payload) {

        static EventView of(CallEvent event) {
            return new EventView(event.sequence(), event.type(), event.at(), event.payload());
        }
    }
}
