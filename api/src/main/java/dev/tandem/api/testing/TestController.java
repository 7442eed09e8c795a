package dev.tandem.api.testing;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.call.TestStarter;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.version.Snapshots;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Lets an engineer try a version, a draft too, before callers do. */
@RestController
@RequestMapping("/api/workflow-versions/{id}/test")
class TestController {

    private final Snapshots snapshots;
    private final TestSessions sessions;
    private final TestStarter starter;

    TestController(Snapshots snapshots, TestSessions sessions, TestStarter starter) {
        this.snapshots = snapshots;
        this.sessions = sessions;
        this.starter = starter;
    }

    /** Starts a test call of a version that a browser or a phone can join. */
    @PostMapping("/voice")
    @Requires(Role.EDITOR)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TestRoom> voice(
            Access access, @PathVariable UUID id, @RequestBody(required = false) @Nullable NewVoiceTest test) {
        NewVoiceTest wanted = test == null ? new NewVoiceTest(null, null, null) : test;
        Snapshots.Snapshot snapshot = snapshots.freeze(access.organization(), id);
        TestStarter.Joinable call = starter.voice(
                TestStarter.Wanted.by(access, snapshot, wanted.variables(), wanted.tools(), wanted.now()));
        UUID session = sessions.add(id, call.call(), snapshot.sha256());
        return ResponseEntity.created(URI.create("/api/test-sessions/" + session))
                .cacheControl(CacheControl.noStore())
                .body(new TestRoom(session, call.call(), call.livekit()));
    }

    /** What a voice test begins with, as of {@link TestLine}. */
    record NewVoiceTest(
            @Nullable Map<String, JsonNode> variables,
            @Nullable JsonNode tools,
            @Nullable Instant now) {}

    /** Where a voice test can be joined. */
    record TestRoom(UUID testSessionId, UUID callId, LiveKitTokens.RoomAccess livekit) {}
}
