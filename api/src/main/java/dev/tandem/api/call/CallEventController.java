package dev.tandem.api.call;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.event.EventFilter;
import dev.tandem.api.event.EventView;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.http.page.NumberCursor;
import dev.tandem.api.http.page.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers with a call's events, page by page or as they happen. */
@RestController
@RequestMapping("/api/calls/{id}/events")
class CallEventController {

    private final Calls calls;
    private final EventStreams streams;

    CallEventController(Calls calls, EventStreams streams) {
        this.calls = calls;
        this.streams = streams;
    }

    /**
     * Lists a call's events in order. A page ends before its limit when its events have more than 1 MiB.
     *
     * @param type of events; several may be given
     * @param turn of the conversation; 0 opens it
     */
    @GetMapping
    @Requires(Role.VIEWER)
    Page<EventView> page(
            Access access,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable Integer turn,
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        int after = NumberCursor.parse(cursor, 0);
        EventFilter filter = EventFilter.of(type, turn);
        SessionEvents.Part part = calls.events(access.organization(), id, filter, after, size);
        return new Page<>(part.events(), part.more() ? Integer.toString(part.last()) : null).map(EventView::of);
    }

    /**
     * Sends a call's events as they happen (Server-Sent Events), until it has ended. Each has its sequence number as its id.
     *
     * @param lastEventId number of the last event that the client has
     */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Requires(Role.VIEWER)
    void stream(
            Access access,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable Integer turn,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        EventStreams.Wish wish = new EventStreams.Wish(access, id, EventFilter.of(type, turn));
        streams.serve(wish, NumberCursor.parse(lastEventId, 0), response);
    }
}
