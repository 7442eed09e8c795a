package dev.tandem.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import dev.tandem.api.SignalledCaller;
import dev.tandem.api.livekit.rooms.LiveKitRoomClient;
import dev.tandem.api.livekit.rooms.RoomNow;
import dev.tandem.api.webhook.RecordedWebhooks.Webhook;
import dev.tandem.stack.server.LiveKitCredentials;
import dev.tandem.stack.server.LiveKitServer;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends LiveKit's webhooks to the API. They were recorded from a real server with real participants. Because there is
 * no SIP trunk for the tests, the caller in them is changed into one who came by phone, and the body is signed again.
 */
class WebhooksIT extends ApiTest {

    private static final int DELIVERIES = 1_000;

    private static final LiveKitServer LIVEKIT = LiveKitServer.builder()
            .credentials(new LiveKitCredentials("devkey", "a-secret-of-at-least-thirty-two-characters"))
            .build();

    @Autowired
    private WorkflowClient temporal;

    @Autowired
    private LiveKitRoomClient rooms;

    private final String trunk = "ST_" + UUID.randomUUID();

    @DynamicPropertySource
    static void liveKit(DynamicPropertyRegistry registry) {
        registry.add("TANDEM_LIVEKIT_URL", () -> LIVEKIT.url().toString());
    }

    @BeforeAll
    static void startLiveKit() {
        LIVEKIT.start();
    }

    @AfterAll
    static void stopLiveKit() {
        LIVEKIT.close();
    }

    @BeforeEach
    void ownTrunk() {
        own("tandem", trunk);
    }

    @Test
    void aThousandShuffledAndDoubledDeliveriesLeaveOneCallEachEndedOnce() throws Exception {
        String version = shop("Phone");
        answer("+4315880190", version);
        RecordedWebhooks recorded = RecordedWebhooks.read();
        List<String> bodies = recorded.webhooks().stream()
                .map(webhook -> byPhone(webhook, "+4315880190").toString())
                .toList();
        List<String> deliveries = new ArrayList<>();
        while (deliveries.size() < DELIVERIES) {
            deliveries.addAll(bodies);
        }
        Collections.shuffle(deliveries, new Random(11));

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> answers = deliveries.stream()
                    .map(body -> threads.submit(() -> deliver(body)))
                    .toList();
            assertThat(answers).hasSizeGreaterThanOrEqualTo(DELIVERIES);
            for (Future<Answer> answer : answers) {
                answer.get().expect(204);
            }
        }

        long rooms = recorded.webhooks().stream()
                .map(Webhook::room)
                .filter(room -> room.startsWith("sip-"))
                .distinct()
                .count();
        List<JsonNode> calls = calls(version);
        assertThat(calls).hasSize((int) rooms).hasSizeGreaterThan(20);
        assertThat(calls).allSatisfy(call -> assertThat(ends(call)).isEqualTo(1));
    }

    @Test
    void aCallThatTheApiStartedEndsWhenItsCallerHangsUp() throws Exception {
        String version = shop("Web");
        Answer started = api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201);
        List<String> bodies = RecordedWebhooks.read().webhooks().stream()
                .filter(webhook -> webhook.room().equals("sip-0"))
                .map(webhook -> inRoom(webhook, started.text("/livekit/room")).toString())
                .toList();

        for (String body : bodies) {
            deliver(body).expect(204);
        }

        assertThat(calls(version))
                .hasSize(1)
                .allSatisfy(call -> assertThat(ends(call)).isEqualTo(1));
    }

    @Test
    void aNumberThatNobodyAnswersStartsNothing() throws Exception {
        String version = shop("Unanswered");
        String number = api.post(
                        "/api/phone-numbers",
                        "{\"number\": \"+4315880191\", \"trunk_id\": \"" + trunk + "\", \"workflow_id\": \""
                                + workflowOf(version)
                                + "\", \"enabled\": false}")
                .expect(201)
                .text("/id");
        Webhook joined = joined();

        deliver(byPhone(joined, "+4315880191").toString()).expect(204);
        deliver(byPhone(joined, "+4315880192").toString()).expect(204);
        assertThat(calls(version)).isEmpty();

        api.patch("/api/phone-numbers/" + number, "{\"enabled\": true}").expect(200);
        ObjectNode later = byPhone(joined, "+4315880191");
        ((ObjectNode) later.path("room")).put("sid", "RM_later").put("name", "later");
        deliver(later.toString()).expect(204);
        assertThat(calls(version)).hasSize(1);
    }

    @Test
    void aCallWhoseWorkflowIsGoneIsDropped() throws Exception {
        String version = shop("Gone by hand");
        answer("+4315880193", version);
        ObjectNode joined = byPhone(joined(), "+4315880193");
        ((ObjectNode) joined.path("room")).put("sid", "RM_gone").put("name", "gone");
        deliver(joined.toString()).expect(204);
        JsonNode call = calls(version).getFirst();
        temporal.newUntypedWorkflowStub(call.at("/temporal/workflow_id").asString())
                .terminate("by hand");

        deliver(joined.put("event", "room_finished").toString()).expect(204);

        assertThat(calls(version).getFirst().path("status").asString()).isEqualTo("dropped");
    }

    @Test
    void aWebhookOfAnEarlierStayEndsNothing() throws Exception {
        String version = shop("Came back");
        Answer started = api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201);
        String room = started.text("/livekit/room");
        try (SignalledCaller back = SignalledCaller.join(LIVEKIT.url().toString(), started.text("/livekit/token"))) {
            await().until(back::hasJoined);
            RoomNow now = rooms.now(room).orElseThrow();

            deliver(left(room, now.sid(), "PA_earlier")).expect(204);
            deliver(finished(room, "RM_earlier")).expect(204);
            deliver(finished(room, now.sid())).expect(204);
            assertThat(ends(calls(version).getFirst())).isZero();

            deliver(left(room, now.sid(), now.callers().getFirst())).expect(204);
            assertThat(ends(calls(version).getFirst())).isEqualTo(1);
        }
    }

    @Test
    void aCallThatGaveItsPlaceBackWaitsForItsCallerThoughItsRoomIsClosed() throws Exception {
        String version = shop("Late");
        Answer started = api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201);
        String room = started.text("/livekit/room");
        String joined = """
                {"event": "participant_joined", "room": {"name": "%s", "sid": "RM_late"},
                 "participant": {"identity": "caller", "sid": "PA_late"}}
                """.formatted(room);
        deliver(joined).expect(204);
        assertThat(ends(calls(version).getFirst())).as("it is attended").isZero();
        jdbc.sql("update call_session set given_back = 1 where id = :id")
                .param("id", UUID.fromString(started.text("/id")))
                .update();

        deliver(finished(room, "RM_earlier")).expect(204);
        assertThat(ends(calls(version).getFirst())).isZero();
        deliver(joined).expect(204);
        deliver(joined).expect(204);

        assertThat(ends(calls(version).getFirst())).as("it is told once").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "+4315880201, 004315880201",
        "+4315880202, 015880202",
        "+4315880203, sip:+4315880203@host",
        "+4315880204, 4315880204"
    })
    void aNumberIsFoundAsTheTrunkWritesIt(String number, String dialled) throws Exception {
        String version = shop("Dialled");
        answer(number, version);

        deliver(joinedBy(dialled, trunk, "forms" + number)).expect(204);

        assertThat(calls(version)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+4315880299", "015880299", "anonymous"})
    void aCallToNobodysNumberIsDeclinedAndTheNumberIsLogged(String dialled) throws Exception {
        String room = "nobodys-" + UUID.randomUUID();
        try (SignalledCaller phone = SignalledCaller.join(LIVEKIT.url().toString(), phone(room, dialled))) {
            await().until(phone::hasJoined);
            Logger logger = (Logger) LoggerFactory.getLogger(RoomCalls.class);
            ListAppender<ILoggingEvent> lines = new ListAppender<>();
            lines.start();
            logger.addAppender(lines);

            deliver(joinedBy(dialled, trunk, room, rooms.now(room).orElseThrow().sid()))
                    .expect(204);

            logger.detachAppender(lines);
            await().until(() -> phone.sentOut().isPresent());
            assertThat(lines.list.getFirst().getKeyValuePairs().toString())
                    .contains("dialled=\"" + dialled + "\"", "declined=\"true\"");
        }
    }

    @Test
    void aNumberIsAnsweredOnItsOwnTrunkOnly() throws Exception {
        String slug = "o" + System.nanoTime();
        ApiClient other = client(client(ADMIN_KEY)
                .post("/api/organizations", "{\"name\": \"Other\", \"slug\": \"" + slug + "\"}")
                .expect(201)
                .text("/key"));
        String theirTrunk = "ST_" + UUID.randomUUID();
        own(slug, theirTrunk);
        String version = shop("Two have it");
        answer("+4315880205", version);
        String theirs = Shop.published(other);
        other.post(
                        "/api/phone-numbers",
                        "{\"number\": \"+4315880205\", \"trunk_id\": \"" + theirTrunk
                                + "\", \"workflow_id\": \""
                                + other.get("/api/workflow-versions/" + theirs).text("/workflow_id") + "\"}")
                .expect(201);

        deliver(joinedBy("+4315880205", trunk, "on-ours")).expect(204);
        deliver(joinedBy("+4315880205", "ST_nobodys", "on-nobodys")).expect(204);
        assertThat(calls(version)).hasSize(1);
        assertThat(other.get("/api/calls").body().path("items")).isEmpty();

        deliver(joinedBy("+4315880205", theirTrunk, "on-theirs")).expect(204);
        assertThat(calls(version)).hasSize(1);
        assertThat(other.get("/api/calls").body().path("items")).hasSize(1);
    }

    @Test
    void aRoomsNameMayComeAgainInAnotherOrganization() throws Exception {
        String version = shop("First");
        answer("+4315880207", version);
        deliver(joinedBy("+4315880207", trunk, "again", "RM_first")).expect(204);
        jdbc.sql("update call_session set status = 'completed', ended_at = now() where room = 'again'")
                .update();
        String slug = "o" + System.nanoTime();
        ApiClient other = client(client(ADMIN_KEY)
                .post("/api/organizations", "{\"name\": \"Other\", \"slug\": \"" + slug + "\"}")
                .expect(201)
                .text("/key"));
        String theirTrunk = "ST_" + UUID.randomUUID();
        own(slug, theirTrunk);
        String theirs = Shop.published(other);
        other.post(
                        "/api/phone-numbers",
                        "{\"number\": \"+4315880208\", \"trunk_id\": \"" + theirTrunk
                                + "\", \"workflow_id\": \""
                                + other.get("/api/workflow-versions/" + theirs).text("/workflow_id") + "\"}")
                .expect(201);
        deliver(joinedBy("+4315880208", theirTrunk, "again", "RM_second")).expect(204);

        deliver(finished("again", "RM_second")).expect(204);

        assertThat(ends(calls(version).getFirst())).isZero();
        assertThat(ends(other.get("/api/calls").body().at("/items/0"))).isEqualTo(1);
    }

    @Test
    void aPhoneThatHangsUpWhileItRingsIsToldApart() throws Exception {
        String version = shop("Ringing");
        answer("+4315880206", version);
        for (String room : List.of("cancelled", "answered")) {
            deliver(joinedBy("+4315880206", trunk, room)).expect(204);
            if (room.equals("answered")) {
                deliver("{\"event\": \"track_published\", \"room\": {\"name\": \"answered\", \"sid\": \"RM_answered\"},"
                                + " \"participant\": {\"identity\": \"agent-1\", \"kind\": \"AGENT\"}}")
                        .expect(204);
            }
            ObjectNode gone = (ObjectNode) JsonMapper.shared().readTree(joinedBy("+4315880206", trunk, room));
            ((ObjectNode) gone.path("participant")).put("disconnectReason", "CLIENT_INITIATED");
            deliver(gone.put("event", "participant_left").toString()).expect(204);
        }

        assertThat(calls(version)).extracting(this::reasonOfEnd).containsExactly("caller_left", "cancelled");
    }

    private String reasonOfEnd(JsonNode call) {
        return temporal.fetchHistory(call.at("/temporal/workflow_id").asString()).getEvents().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
                .map(event -> JsonMapper.shared()
                        .readTree(event.getWorkflowExecutionSignaledEventAttributes()
                                .getInput()
                                .getPayloads(0)
                                .getData()
                                .toByteArray())
                        .path("reason")
                        .asString())
                .findFirst()
                .orElse("");
    }

    static String left(String room, String sid, String participant) {
        return """
                {"event": "participant_left", "room": {"name": "%s", "sid": "%s"},
                 "participant": {"identity": "caller", "sid": "%s", "disconnectReason": "CLIENT_INITIATED"}}
                """.formatted(room, sid, participant);
    }

    private static String finished(String room, String sid) {
        return "{\"event\": \"room_finished\", \"room\": {\"name\": \"" + room + "\", \"sid\": \"" + sid + "\"}}";
    }

    private static String joinedBy(String dialled, String trunk, String room) {
        return joinedBy(dialled, trunk, room, "RM_" + room);
    }

    private static String joinedBy(String dialled, String trunk, String room, String sid) {
        return """
                {"event": "participant_joined", "room": {"name": "%s", "sid": "%s"},
                 "participant": {"identity": "sip_1", "sid": "PA_1", "kind": "SIP",
                                 "attributes": {"sip.trunkPhoneNumber": "%s", "sip.trunkID": "%s"}}}
                """.formatted(room, sid, dialled, trunk);
    }

    /** A token like the one with which LiveKit's bridge joins. */
    private static String phone(String room, String dialled) {
        return JWT.create()
                .withIssuer("devkey")
                .withSubject("sip_1")
                .withExpiresAt(Instant.now().plusSeconds(300))
                .withClaim("kind", "sip")
                .withClaim("attributes", Map.of("sip.trunkPhoneNumber", dialled))
                .withClaim("video", Map.of("roomJoin", true, "room", room))
                .sign(Algorithm.HMAC256("a-secret-of-at-least-thirty-two-characters"));
    }

    private void own(String slug, String livekitTrunk) {
        String organization = jdbc.sql("select id from organization where slug = :slug")
                .param("slug", slug)
                .query(String.class)
                .single();
        client(ADMIN_KEY)
                .post(
                        "/api/organizations/" + organization + "/trunks",
                        "{\"livekit_trunk_id\": \"" + livekitTrunk + "\"}")
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer x", "x"})
    void refusesWhatLiveKitDidNotSign(String authorization) {
        api.send(client("")
                        .request("/api/webhooks/livekit")
                        .header("Authorization", authorization)
                        .POST(BodyPublishers.ofString("{\"event\": \"room_finished\"}")))
                .problem(401, "webhook-signature");
    }

    @Test
    void refusesAnotherBodyThanWasSignedAndOneThatIsTooLarge() throws Exception {
        api.send(client("")
                        .request("/api/webhooks/livekit")
                        .header("Authorization", signature("{}"))
                        .POST(BodyPublishers.ofString("{ }")))
                .problem(401, "webhook-signature");
        deliver("x".repeat(300_000)).problem(413, "content-too-large");
        deliver("{\"event\": 7").problem(400, "malformed-json");
        deliver("{\"event\": \"something_new\", \"unknown\": 1}").expect(204);
    }

    private static Webhook joined() {
        return RecordedWebhooks.read().webhooks().stream()
                .filter(webhook -> webhook.json().path("event").asString().equals("participant_joined")
                        && webhook.json().at("/participant/identity").asString().equals("caller"))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode byPhone(Webhook webhook, String number) {
        ObjectNode body = (ObjectNode) webhook.json();
        if (body.path("participant") instanceof ObjectNode participant
                && participant.path("identity").asString().equals("caller")) {
            participant.put("kind", "SIP").put("identity", "sip_" + number);
            participant
                    .putObject("attributes")
                    .put("sip.trunkPhoneNumber", number)
                    .put("sip.trunkID", trunk)
                    .put("sip.phoneNumber", "+4369912345678")
                    .put("sip.callID", "SCL_" + body.at("/room/sid").asString());
        }
        return body;
    }

    private static ObjectNode inRoom(Webhook webhook, String room) {
        ObjectNode body = (ObjectNode) webhook.json();
        ((ObjectNode) body.path("room")).put("name", room).put("sid", "RM_of_" + room);
        return body;
    }

    private void answer(String number, String version) {
        api.post(
                        "/api/phone-numbers",
                        "{\"number\": \"" + number + "\", \"trunk_id\": \"" + trunk + "\", \"workflow_id\": \""
                                + workflowOf(version) + "\"}")
                .expect(201);
    }

    private List<JsonNode> calls(String version) {
        return api.get("/api/calls?limit=100&workflow_version_id=" + version)
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private long ends(JsonNode call) {
        return temporal.fetchHistory(call.at("/temporal/workflow_id").asString()).getEvents().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
                .filter(event -> event.getWorkflowExecutionSignaledEventAttributes()
                        .getSignalName()
                        .equals("command"))
                .count();
    }

    private Answer deliver(String body) throws Exception {
        return api.send(client("")
                .request("/api/webhooks/livekit")
                .header("Content-Type", "application/webhook+json")
                .header("Authorization", signature(body))
                .POST(BodyPublishers.ofString(body)));
    }

    static String signature(String body) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        return JWT.create()
                .withIssuer("devkey")
                .withExpiresAt(Instant.now().plusSeconds(300))
                .withClaim("sha256", Base64.getEncoder().encodeToString(hash))
                .sign(Algorithm.HMAC256("a-secret-of-at-least-thirty-two-characters"));
    }
}
