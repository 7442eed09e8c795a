package dev.tandem.api.scenario;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.call.TestStarter;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.testing.TestCalls;
import dev.tandem.api.version.Snapshots;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Lets an engineer speak with a version, a draft too, or has simulated callers speak with it. */
@RestController
class VoiceTestController {

    private final Snapshots snapshots;
    private final TestCalls tests;
    private final RequestedRuns runs;

    VoiceTestController(Snapshots snapshots, TestCalls tests, RequestedRuns runs) {
        this.snapshots = snapshots;
        this.tests = tests;
        this.runs = runs;
    }

    /**
     * Starts a test call of a version that a browser or a phone can join, or has simulated callers speak scenarios.
     *
     * Without a scenario the answer is 201, and livekit says where the call can be joined. Scenarios are answered as by chat:
     * with their verdicts, or 202 and a Location that leads to the run.
     */
    @PostMapping("/api/workflow-versions/{id}/test/voice")
    @Requires(Role.EDITOR)
    ResponseEntity<VoiceAnswer> voice(
            Access access,
            @PathVariable UUID id,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestBody(required = false) @Nullable VoiceTest sent)
            throws InterruptedException {
        VoiceTest test = sent == null ? new VoiceTest(null, null, null, null, null, null) : sent;
        if (test.sent().isThere()) {
            test.sent().check(test.variables(), test.tools(), test.now());
            UUID run = runs.start(access, id, TestChannel.VOICE, test.sent());
            return runs.answer(access, run, prefer, VoiceAnswer::of);
        }
        TestCalls.TestRoom room = tests.startVoice(TestStarter.Wanted.by(
                access, snapshots.freeze(access.organization(), id), test.variables(), test.tools(), test.now()));
        return ResponseEntity.created(URI.create("/api/test-sessions/" + room.testSessionId()))
                .cacheControl(CacheControl.noStore())
                .body(VoiceAnswer.of(room));
    }

    /**
     * What a voice test begins with, or scenarios.
     *
     * @param variables given at the start
     * @param tools {@code real}, or mocks by the tool's name; null: each tool is refused
     * @param now time of the call's clock at the start; null: the real time
     * @param scenario an object, or a text of YAML or JSON
     * @param scenarioId of a scenario that is kept with the workflow
     * @param scenarios several, each as {@code scenario}
     */
    record VoiceTest(
            @Nullable Map<String, JsonNode> variables,
            @Nullable JsonNode tools,
            @Nullable Instant now,
            @Nullable JsonNode scenario,
            @Nullable UUID scenarioId,
            @Nullable List<JsonNode> scenarios) {

        SentScenarios sent() {
            return new SentScenarios(scenario, scenarioId, scenarios);
        }
    }

    /**
     * Where a voice test can be joined, or what came of scenarios.
     *
     * @param testSessionId null: scenarios were run; likewise call_id and livekit
     * @param run the scenarios; null: somebody is to join
     */
    record VoiceAnswer(
            @Nullable UUID testSessionId,
            @Nullable UUID callId,
            LiveKitTokens.@Nullable RoomAccess livekit,
            @Nullable TestRunDetail run) {

        static VoiceAnswer of(TestCalls.TestRoom room) {
            return new VoiceAnswer(room.testSessionId(), room.callId(), room.livekit(), null);
        }

        static VoiceAnswer of(TestRunDetail run) {
            return new VoiceAnswer(null, null, null, run);
        }
    }
}
