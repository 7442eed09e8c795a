package dev.tandem.api.testing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.event.EventFilter;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.NumberCursor;
import dev.tandem.api.http.page.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was tested. */
@RestController
@RequestMapping("/api/test-sessions")
class TestSessionController {

    /** Events of a part of a transcript. */
    private static final int PART = 1_000;

    private final TestSessions sessions;
    private final SessionEvents events;

    TestSessionController(TestSessions sessions, SessionEvents events) {
        this.sessions = sessions;
        this.events = events;
    }

    /** Lists tests, newest first. */
    @GetMapping
    @Requires(Role.VIEWER)
    Page<TestSession> list(
            Access access,
            @RequestParam(name = "workflow_id", required = false) @Nullable UUID workflow,
            @RequestParam(name = "workflow_version_id", required = false) @Nullable UUID version,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        List<TestSession> found =
                sessions.page(access.organization(), workflow, version, Cursor.parse(cursor), size + 1);
        return Page.of(found, size, test -> new Cursor(test.createdAt(), test.id()));
    }

    /** Shows a test: what was said, which tools ran, how it moved. A long one is shown in parts. */
    @GetMapping("/{id}")
    @Requires(Role.VIEWER)
    Detail get(Access access, @PathVariable UUID id, @RequestParam(required = false) @Nullable String cursor) {
        TestSession test = sessions.get(access.organization(), id);
        SessionEvents.Part part = events.part(test.callId(), NumberCursor.parse(cursor, 0), EventFilter.NONE, PART);
        return new Detail(test, TestTurn.of(part.events()), part.more() ? Integer.toString(part.last()) : null);
    }

    /**
     * A test with its conversation.
     *
     * @param nextCursor where the next part begins; null: this is the last
     */
    record Detail(
            @JsonUnwrapped TestSession test,
            List<TestTurn> transcript,
            @Nullable String nextCursor) {}
}
