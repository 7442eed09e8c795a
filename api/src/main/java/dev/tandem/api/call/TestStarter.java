package dev.tandem.api.call;

import dev.tandem.api.access.Access;
import dev.tandem.api.given.GivenTools;
import dev.tandem.api.given.GivenValues;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.limits.OrganizationLimits;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.version.Snapshots.Snapshot;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.protocol.CallInput;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Starts calls that try a frozen document. */
@Service
public class TestStarter {

    private static final String CHAT = "chat";
    private static final String VOICE = "voice";

    /**
     * Tests by chat that a process starts at the same time. Each waits for those of its organization with a connection to
     * the database in hand, and callers need connections, too.
     */
    private static final int STARTS = 4;

    private final Semaphore starts = new Semaphore(STARTS, true);
    private final CallStarter starter;
    private final LiveKitTokens tokens;
    private final OrganizationLimits limits;

    TestStarter(CallStarter starter, LiveKitTokens tokens, OrganizationLimits limits) {
        this.starter = starter;
        this.tokens = tokens;
        this.limits = limits;
    }

    /**
     * What a test begins with.
     *
     * @param organization id
     * @param slug of the organization
     * @param tools as in {@code docs/testing.md}: {@code "real"}, or mocks by the tool's name; null: no tool runs
     * @param now time of the call's clock at the start; null: the real time
     */
    public record Wanted(
            UUID organization,
            String slug,
            Snapshot snapshot,
            Map<String, JsonNode> variables,
            @Nullable JsonNode tools,
            @Nullable Instant now) {

        public static Wanted by(
                Access access,
                Snapshot snapshot,
                @Nullable Map<String, JsonNode> variables,
                @Nullable JsonNode tools,
                @Nullable Instant now) {
            return new Wanted(
                    access.organization(),
                    access.slug(),
                    snapshot,
                    variables == null ? Map.of() : variables,
                    tools,
                    now);
        }
    }

    /** @param workflowId of the call workflow */
    public record Begun(UUID call, String workflowId) {}

    /** A call that a caller can join in a room of LiveKit. */
    public record Joinable(UUID call, LiveKitTokens.RoomAccess livekit) {}

    /**
     * Starts a call whose caller only writes, without a room of LiveKit.
     *
     * @throws ApiProblem 422 if a variable or a mock does not fit, 429 if the organization has as many tests as it may
     *     have at once, 503
     */
    public Begun chat(Wanted wanted) {
        UUID id = UUID.randomUUID();
        CallInput input = input(wanted, id, CHAT, "test-" + id).withoutServer();
        starts.acquireUninterruptibly();
        try {
            starter.begin(
                    input,
                    wanted.snapshot().version(),
                    wanted.snapshot().graph(),
                    null,
                    () -> limits.admitTest(wanted.organization()));
        } finally {
            starts.release();
        }
        return new Begun(id, CallWorkflow.workflowId(wanted.slug(), id.toString()));
    }

    /** Returns the room of a voice test's call. */
    public static String room(UUID call) {
        return "call-" + call;
    }

    /**
     * Starts a call whose caller speaks in a room of LiveKit.
     *
     * @throws ApiProblem as {@link #chat}
     */
    public Joinable voice(Wanted wanted) {
        UUID id = UUID.randomUUID();
        String room = room(id);
        LiveKitTokens.RoomAccess livekit = tokens.caller(room, VOICE);
        starter.begin(
                input(wanted, id, VOICE, room),
                wanted.snapshot().version(),
                wanted.snapshot().graph(),
                room,
                () -> limits.admitCall(wanted.organization()));
        return new Joinable(id, livekit);
    }

    private static CallInput input(Wanted wanted, UUID id, String channel, String room) {
        Map<String, JsonNode> variables = GivenValues.read(wanted.snapshot().graph(), wanted.variables());
        TestTools tools = GivenTools.read(wanted.snapshot().graph(), wanted.tools(), "/tools");
        return new CallInput(
                        id.toString(),
                        wanted.slug(),
                        wanted.organization().toString(),
                        wanted.snapshot().version().id().toString(),
                        channel,
                        room,
                        variables)
                .test(tools)
                .frozen(wanted.snapshot().sha256(), wanted.now());
    }
}
