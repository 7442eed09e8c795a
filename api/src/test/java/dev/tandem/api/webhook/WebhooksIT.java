package dev.tandem.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.webhook.RecordedWebhooks.Webhook;
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
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends LiveKit's webhooks to the API. They were recorded from a real server with real participants. Because there is
 * no SIP trunk for the tests, the caller in them is changed into one who came by phone, and the body is signed again.
 */
class WebhooksIT extends ApiTest {

    private static final int DELIVERIES = 1_000;

    @Autowired
    private WorkflowClient temporal;

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
                        "{\"number\": \"+4315880191\", \"workflow_id\": \"" + workflowOf(version)
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

    private static ObjectNode byPhone(Webhook webhook, String number) {
        ObjectNode body = (ObjectNode) webhook.json();
        if (body.path("participant") instanceof ObjectNode participant
                && participant.path("identity").asString().equals("caller")) {
            participant.put("kind", "SIP").put("identity", "sip_" + number);
            participant
                    .putObject("attributes")
                    .put("sip.trunkPhoneNumber", number)
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
                        "{\"number\": \"" + number + "\", \"workflow_id\": \"" + workflowOf(version) + "\"}")
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

    private static String signature(String body) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        return JWT.create()
                .withIssuer("devkey")
                .withExpiresAt(Instant.now().plusSeconds(300))
                .withClaim("sha256", Base64.getEncoder().encodeToString(hash))
                .sign(Algorithm.HMAC256("a-secret-of-at-least-thirty-two-characters"));
    }
}
