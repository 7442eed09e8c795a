package dev.tandem.api.testing;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.call.TestStarter;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.testing.TestCalls.TestCaller;
import dev.tandem.api.version.Snapshots;
import dev.tandem.workflows.document.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** Most characters of a line, as for any caller. */
    private static final int LINE = 4_000;

    private final Snapshots snapshots;
    private final TestCalls tests;
    private final TestSessions sessions;
    private final TestStarter starter;

    TestController(Snapshots snapshots, TestCalls tests, TestSessions sessions, TestStarter starter) {
        this.snapshots = snapshots;
        this.tests = tests;
        this.sessions = sessions;
        this.starter = starter;
    }

    /**
     * Says one line to the agents of a version, and answers with all that came of it. Without a test session it starts
     * one, which the agent opens.
     */
    @PostMapping("/chat")
    @Requires(Role.EDITOR)
    TestAnswer chat(Access access, @PathVariable UUID id, @RequestBody TestLine line) throws InterruptedException {
        TestLine checked = line.checked();
        TestCaller caller = new TestCaller(access.organization(), access.slug());
        UUID known = checked.testSessionId();
        UUID session = known == null ? start(access, id, checked) : known;
        if (known != null
                && !sessions.get(access.organization(), known)
                        .workflowVersionId()
                        .equals(id)) {
            throw ApiProblem.notFound("test session of this version", known);
        }
        if (checked.hangsUp()) {
            return tests.hangUp(caller, session);
        }
        TestAnswer opening = known == null ? tests.opened(caller, session) : null;
        String message = checked.message();
        if (message == null) {
            return opening == null ? tests.opened(caller, session) : opening;
        }
        String lineId = checked.lineId();
        TestAnswer answer =
                tests.say(caller, session, lineId == null ? UUID.randomUUID().toString() : lineId, message);
        return opening == null ? answer : answer.behind(opening);
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

    private UUID start(Access access, UUID version, TestLine line) {
        return tests.start(TestStarter.Wanted.by(
                access, snapshots.freeze(access.organization(), version), line.variables(), line.tools(), line.now()));
    }

    /**
     * A line of a test.
     *
     * @param message null: only start, or say how the test stands
     * @param testSessionId null: start a test
     * @param lineId the same line twice has the same one, and is heard once; null: it is another line
     * @param hangUp true: the caller hangs up instead
     * @param variables given at the start
     * @param tools {@code real}, or mocks by the tool's name; null: each tool is refused
     * @param now time of the call's clock at the start; null: the real time
     */
    record TestLine(
            @Nullable String message,
            @Nullable UUID testSessionId,
            @Nullable String lineId,
            @Nullable Boolean hangUp,
            @Nullable Map<String, JsonNode> variables,
            @Nullable JsonNode tools,
            @Nullable Instant now) {

        boolean hangsUp() {
            return Boolean.TRUE.equals(hangUp);
        }

        /** @throws ApiProblem 422 that lists every fault */
        TestLine checked() {
            List<Problem> problems = new ArrayList<>();
            if (message != null && (message.isBlank() || message.length() > LINE)) {
                problems.add(new Problem(
                        "invalid_value", "/message", "A line has words, and at most " + LINE + " characters."));
            }
            if (lineId != null && (lineId.isBlank() || lineId.length() > 200)) {
                problems.add(new Problem("invalid_value", "/line_id", "An id has 1 to 200 characters."));
            }
            if (hangsUp() && (message != null || testSessionId == null)) {
                problems.add(new Problem(
                        "invalid_value", "/hang_up", "Hang up in a request with test_session_id and no message."));
            }
            if (testSessionId != null && (variables != null || tools != null || now != null)) {
                problems.add(new Problem(
                        "invalid_value",
                        "/test_session_id",
                        "variables, tools and now belong to the start of a test; this one has started."));
            }
            if (now != null && (now.isBefore(Instant.EPOCH) || now.isAfter(Instant.parse("2100-01-01T00:00:00Z")))) {
                problems.add(new Problem("invalid_value", "/now", "The clock shows a time between 1970 and 2100."));
            }
            if (!problems.isEmpty()) {
                throw ApiProblem.invalidRequest(problems);
            }
            return this;
        }
    }

    /** What a voice test begins with, as of {@link TestLine}. */
    record NewVoiceTest(
            @Nullable Map<String, JsonNode> variables,
            @Nullable JsonNode tools,
            @Nullable Instant now) {}

    /** Where a voice test can be joined. */
    record TestRoom(UUID testSessionId, UUID callId, LiveKitTokens.RoomAccess livekit) {}
}
