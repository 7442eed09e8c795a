package dev.tandem.api.scenario;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.event.EventView;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.testing.TestAnswer;
import dev.tandem.api.testing.TestChats;
import dev.tandem.api.testing.TestLine;
import dev.tandem.api.testing.TestTurn;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Lets an engineer try a version by chat, a draft too: a line at a time, or whole scenarios. */
@RestController
class ChatTestController {

    private final TestChats chats;
    private final ChatTestStreams streams;
    private final RequestedRuns runs;

    ChatTestController(TestChats chats, ChatTestStreams streams, RequestedRuns runs) {
        this.chats = chats;
        this.streams = streams;
        this.runs = runs;
    }

    /**
     * Says one line to the agents of a version, or runs scenarios on it.
     *
     * A line is answered with all that came of it. Without a test session it starts one, which the agent opens. Scenarios
     * are answered with their verdicts. If they take longer than 55 s, or with {@code Prefer: respond-async}, the answer
     * is 202, and Location leads to the run.
     */
    @PostMapping("/api/workflow-versions/{id}/test/chat")
    @Requires(Role.EDITOR)
    ResponseEntity<ChatAnswer> chat(
            Access access,
            @PathVariable UUID id,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestBody ChatTest test)
            throws InterruptedException {
        if (!test.sent().isThere()) {
            return ResponseEntity.ok(ChatAnswer.of(chats.answer(access, id, test.line())));
        }
        return runs.answer(access, start(access, id, test), prefer, ChatAnswer::of);
    }

    /**
     * Says one line, or runs scenarios, and sends what happens (Server-Sent Events).
     *
     * A line sends the call's events as they happen, scenarios send {@code progress}. The last event is {@code answer}: what
     * a request without a stream is answered; or {@code problem}: what such a request would be refused with.
     */
    @PostMapping(path = "/api/workflow-versions/{id}/test/chat", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Requires(Role.EDITOR)
    void stream(Access access, @PathVariable UUID id, @RequestBody ChatTest test, HttpServletResponse response)
            throws IOException {
        if (test.sent().isThere()) {
            streams.run(access, start(access, id, test), response);
        } else {
            streams.line(access, chats.begin(access, id, test.line()), response);
        }
    }

    private UUID start(Access access, UUID version, ChatTest test) {
        test.checkScenario();
        return runs.start(access, version, TestChannel.CHAT, test.sent());
    }

    /**
     * A line of a test, or scenarios.
     *
     * @param message null: only start, or say how the test stands
     * @param testSessionId null: start a test
     * @param lineId the same line twice has the same one, and is heard once; null: it is another line
     * @param hangUp true: the caller hangs up instead
     * @param variables given at the start
     * @param tools {@code real}, or mocks by the tool's name; null: each tool is refused
     * @param now time of the call's clock at the start; null: the real time
     * @param scenario an object, or a text of YAML or JSON
     * @param scenarioId of a scenario that is kept with the workflow
     * @param scenarios several, each as {@code scenario}
     */
    record ChatTest(
            @Nullable String message,
            @Nullable UUID testSessionId,
            @Nullable String lineId,
            @Nullable Boolean hangUp,
            @Nullable Map<String, JsonNode> variables,
            @Nullable JsonNode tools,
            @Nullable Instant now,
            @Nullable JsonNode scenario,
            @Nullable UUID scenarioId,
            @Nullable List<JsonNode> scenarios) {

        SentScenarios sent() {
            return new SentScenarios(scenario, scenarioId, scenarios);
        }

        TestLine line() {
            return new TestLine(message, testSessionId, lineId, hangUp, variables, tools, now);
        }

        /** @throws ApiProblem 422 that lists every fault */
        void checkScenario() {
            sent().check(message, testSessionId, lineId, hangUp, variables, tools, now);
        }
    }

    /**
     * What came of a line, or of scenarios.
     *
     * @param testSessionId null: scenarios were run; likewise the others up to {@code events}
     * @param endedReason null: the call goes on
     * @param agent who is active now; null: as before
     * @param turns what happened since the line, turn by turn
     * @param events the same as events of the call
     * @param run the scenarios; null: a line was said
     */
    record ChatAnswer(
            @Nullable UUID testSessionId,
            @Nullable UUID callId,
            @Nullable String status,
            @Nullable String endedReason,
            @Nullable String agent,
            @Nullable List<TestTurn> turns,
            @Nullable List<EventView> events,
            @Nullable TestRunDetail run) {

        static ChatAnswer of(TestAnswer answer) {
            return new ChatAnswer(
                    answer.testSessionId(),
                    answer.callId(),
                    answer.status(),
                    answer.endedReason(),
                    answer.agent(),
                    answer.turns(),
                    answer.events(),
                    null);
        }

        static ChatAnswer of(TestRunDetail run) {
            return new ChatAnswer(null, null, null, null, null, null, null, run);
        }
    }
}
