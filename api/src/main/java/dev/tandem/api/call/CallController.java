package dev.tandem.api.call;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.NumberCursor;
import dev.tandem.api.http.page.Page;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.transcript.Transcripts;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/calls")
class CallController {

    private final CallStarter starter;
    private final Calls calls;
    private final Transcripts transcripts;
    private final CallViews views;
    private final CallCommands commands;
    private final Erasure erasure;

    CallController(
            CallStarter starter,
            Calls calls,
            Transcripts transcripts,
            CallViews views,
            CallCommands commands,
            Erasure erasure) {
        this.starter = starter;
        this.calls = calls;
        this.transcripts = transcripts;
        this.views = views;
        this.commands = commands;
        this.erasure = erasure;
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

    /**
     * Lists calls, newest first.
     *
     * @param from the calls that were made at this time or after it
     * @param to the calls that were made before this time
     */
    @GetMapping
    @Requires(Role.VIEWER)
    Page<CallViews.Summary> list(
            Access access,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(name = "workflow_id", required = false) @Nullable UUID workflow,
            @RequestParam(name = "workflow_version_id", required = false) @Nullable UUID version,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(name = "is_test", required = false) @Nullable Boolean test,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        CallFilter filter = CallFilter.of(status, workflow, version, channel, test, from, to);
        List<StoredCall> found = calls.page(access.organization(), filter, Cursor.parse(cursor), size + 1);
        return Page.of(found, size, call -> new Cursor(call.createdAt(), call.id()))
                .map(views::summary);
    }

    /** Shows a call: what was said, which tools ran, how it moved. A call of more than 1 MiB is shown in parts. */
    @GetMapping("/{id}")
    @Requires(Role.VIEWER)
    CallViews.Detail get(
            Access access, @PathVariable UUID id, @RequestParam(required = false) @Nullable String cursor) {
        StoredCall call = calls.get(access.organization(), id);
        return views.detail(call, transcripts.read(id, NumberCursor.parse(cursor, 0)));
    }

    /** Makes another token for the caller, who can join with it for ten minutes. */
    @PostMapping("/{id}/token")
    @Requires(Role.OPERATOR)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<LiveKitTokens.RoomAccess> token(Access access, @PathVariable UUID id) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(commands.callerToken(access, id));
    }

    /** Gives a live call a command. What becomes of it is found under its id. */
    @PostMapping("/{id}/commands")
    @Requires(Role.OPERATOR)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CallCommands.Given> command(Access access, @PathVariable UUID id, @RequestBody NewCommand request) {
        CallCommands.Given given = commands.give(access, id, request);
        return ResponseEntity.accepted()
                .location(URI.create("/api/calls/" + id + "/commands/" + given.id()))
                .body(given);
    }

    /**
     * Shows what became of a command: pending, carried_out or refused. Whoever took a spoken call over finds here, until
     * it is handed back, how to join the caller's room.
     */
    @GetMapping("/{id}/commands/{command_id}")
    @Requires(Role.OPERATOR)
    ResponseEntity<CallCommands.Followed> followed(
            Access access, @PathVariable UUID id, @PathVariable("command_id") UUID commandId) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(commands.follow(access, id, commandId));
    }

    /** Erases a call that has ended: its rows, and its history in Temporal. */
    @DeleteMapping("/{id}")
    @Requires(Role.OPERATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(Access access, @PathVariable UUID id) {
        erasure.erase(access.organization(), id);
    }
}
