package dev.tandem.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.data.tenant.Tenants;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.workspace.CallSeals;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.protocol.LoadedVersion;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RecordsIT extends ApiTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Autowired
    private RecordEvents recordEvents;

    @Autowired
    private LoadVersion loadVersion;

    @Autowired
    private Tenants tenants;

    @Autowired
    private SessionEvents events;

    @Autowired
    private CallSeals seals;

    private String version = "";
    private String call = "";

    @BeforeEach
    void call() {
        version = shop("Recorded");
        call = api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201)
                .text("/id");
    }

    @Test
    void aRetryRecordsNothingTwice() {
        record(event(1, "call.started", "{}"), event(2, "turn.committed", "{\"turn\": 1, \"text\": \"Hello\"}"));
        record(
                event(2, "turn.committed", "{\"turn\": 1, \"text\": \"Hello\"}"),
                event(3, "reply.spoken", "{\"turn\": 1, \"text\": \"Hi\", \"ms\": {\"model\": 1.5}}"));

        Answer events = api.get("/api/calls/" + call + "/events").expect(200);

        assertThat(events.body().path("items").findValuesAsString("sequence")).containsExactly("1", "2", "3");
        assertThat(events.body().path("items").findValuesAsString("type"))
                .containsExactly("call.started", "turn.committed", "reply.spoken");
        assertThat(events.text("/items/2/at")).isEqualTo("2026-11-22T10:00:03Z");
        assertThat(events.body().at("/items/2/payload/ms/model").asDouble()).isEqualTo(1.5);
        assertThat(transcript()).containsExactly("Hello", "Hi");
    }

    @Test
    void theSameBatchFromTwoAtOnceIsRecordedOnce() {
        RecordedEvent[] batch = IntStream.rangeClosed(1, 50)
                .mapToObj(sequence -> event(sequence, "turn.committed", "{\"turn\": 1, \"text\": \"x\"}"))
                .toArray(RecordedEvent[]::new);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 4).forEach(i -> threads.execute(() -> record(batch)));
        }

        assertThat(jdbc.sql("select sequence from session_event where session_id = :id order by id")
                        .param("id", UUID.fromString(call))
                        .query(Integer.class)
                        .list())
                .isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void theCallKeepsStepWithItsEvents() {
        record(event(1, "call.started", "{}"));
        assertThat(api.get("/api/calls/" + call).text("/started_at")).isEqualTo("2026-11-22T10:00:01Z");

        String end = "{\"status\": \"completed\", \"reason\": \"caller_left\"}";
        record(event(2, "call.ended", end));
        record(event(1, "call.started", "{}"), event(2, "call.ended", end));

        Answer ended = api.get("/api/calls/" + call).expect(200);
        assertThat(ended.text("/status")).isEqualTo("completed");
        assertThat(ended.text("/ended_at")).isEqualTo("2026-11-22T10:00:02Z");
        assertThat(ended.text("/ended_reason")).isEqualTo("caller_left");
    }

    @Test
    void aCallMayBeDropped() {
        record(event(1, "call.ended", "{\"status\": \"dropped\", \"reason\": \"caller lost\"}"));

        assertThat(api.get("/api/calls/" + call).text("/status")).isEqualTo("dropped");
    }

    @Test
    void readsACallAsItsEventsTellIt() {
        record(
                event(1, "call.started", "{}"),
                event(2, "agent.activated", "{\"turn\": 0, \"agent\": \"Intake\"}"),
                event(3, "turn.committed", "{\"turn\": 1, \"agent\": \"Intake\", \"text\": \"My invoice\"}"),
                event(4, "path.taken", """
                        {"turn": 1, "path": "To Billing", "from": "Intake", "to": "Billing",
                         "variables": {"customer_id": "42"}}
                        """),
                event(5, "agent.activated", "{\"turn\": 1, \"agent\": \"Billing\"}"),
                event(
                        6,
                        "tool.started",
                        "{\"turn\": 1, \"key\": \"k\", \"name\": \"find\", \"arguments\": {\"id\": 42}}"),
                event(
                        7,
                        "tool.finished",
                        "{\"turn\": 1, \"key\": \"k\", \"name\": \"find\", \"result\": \"12 euros\", \"runs\": 1}"),
                event(
                        8,
                        "reply.spoken",
                        "{\"turn\": 1, \"agent\": \"Billing\", \"text\": \"It is\", \"interrupted\": true}"));

        Answer read = api.get("/api/calls/" + call).expect(200);

        assertThat(read.body().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "status",
                        "channel",
                        "is_test",
                        "workflow_version_id",
                        "agent",
                        "started_at",
                        "ended_at",
                        "ended_reason",
                        "variables",
                        "transcript",
                        "tools",
                        "transfers",
                        "rejections",
                        "next_cursor",
                        "temporal");
        assertThat(read.text("/agent")).isEqualTo("Billing");
        assertThat(read.body().get("ended_at").isNull()).isTrue();
        assertThat(read.body().path("variables")).hasToString("{\"customer_id\":\"42\"}");
        assertThat(read.body().at("/transcript/2")).isEqualTo(MAPPER.readTree("""
                {"turn": 1, "role": "agent", "agent": "Billing", "text": "It is", "interrupted": true,
                 "at": "2026-11-22T10:00:08Z", "ms": null}
                """));
        assertThat(read.body().path("tools")).isEqualTo(MAPPER.readTree("""
                [{"key": "k", "name": "find", "arguments": {"id": 42}, "result": "12 euros", "runs": 1,
                  "status": "finished"}]
                """));
        assertThat(read.body().path("transfers")).isEqualTo(MAPPER.readTree("""
                [{"turn": 1, "path": "To Billing", "from": "Intake", "to": "Billing",
                  "variables": {"customer_id": "42"}, "why": null}]
                """));
        assertThat(read.text("/temporal/workflow_id")).isEqualTo("tandem/call-" + call);
    }

    @Test
    void pagesThroughEvents() {
        record(IntStream.rangeClosed(1, 5)
                .mapToObj(sequence -> event(sequence, "path.offered", "{}"))
                .toArray(RecordedEvent[]::new));

        Answer page = api.get("/api/calls/" + call + "/events?limit=3").expect(200);
        Answer next = api.get("/api/calls/" + call + "/events?limit=3&cursor=" + page.text("/next_cursor"))
                .expect(200);

        assertThat(page.body().path("items").findValuesAsString("sequence")).containsExactly("1", "2", "3");
        assertThat(next.body().path("items").findValuesAsString("sequence")).containsExactly("4", "5");
        api.get("/api/calls/" + call + "/events?cursor=x").problem(422, "invalid-request");
        api.get("/api/calls/" + UUID.randomUUID() + "/events").problem(404, "not-found");
    }

    @Test
    void listsEventsByTypeAndTurn() {
        record(
                event(1, "call.started", "{}"),
                event(2, "turn.committed", "{\"turn\": 1}"),
                event(3, "reply.spoken", "{\"turn\": 1}"),
                event(4, "turn.committed", "{\"turn\": 2}"));
        String events = "/api/calls/" + call + "/events";

        assertThat(sequences(events + "?type=turn.committed")).containsExactly("2", "4");
        assertThat(sequences(events + "?type=turn.committed&type=call.started")).containsExactly("1", "2", "4");
        assertThat(sequences(events + "?turn=1")).containsExactly("2", "3");
        assertThat(sequences(events + "?turn=2&type=reply.spoken,turn.committed"))
                .containsExactly("4");
        api.get(events + "?type=call.exploded").problem(422, "invalid-request");
        api.get(events + "?turn=last").problem(422, "invalid-request");
    }

    private List<String> sequences(String path) {
        return api.get(path).expect(200).body().path("items").findValuesAsString("sequence");
    }

    @Test
    void whatADatabaseCannotStoreHoldsUpNoCall() {
        record(event(1, "tool.finished", "{\"key\": \"k\", \"name\": \"n\", \"result\": \"a\\u0000b\\ud800\"}"));

        assertThat(transcript()).containsExactly("a\uFFFDb\uFFFD");
    }

    /** Checks that what masking hides is kept for replays, and is shown and opened nowhere else. */
    @Test
    void whatLedToEventsIsSealedForTheCall() {
        UUID organization = tenants.named("tandem").orElseThrow().id();
        JsonNode cause = MAPPER.readTree("[{\"cue\": \"opened\", \"variables\": {\"pin\": \"canary\"}}]");
        RecordEvents.Batch batch = new RecordEvents.Batch(
                "tandem",
                call,
                List.of(event(1, "call.started", "{}"), event(2, "turn.committed", "{\"turn\": 1, \"text\": \"Hi\"}")),
                Map.of(1, cause));
        recordEvents.record(batch);
        recordEvents.record(batch);

        UUID id = UUID.fromString(call);
        SessionEvents.Taped taped = Tenant.call(organization, () -> events.taped(id));
        assertThat(taped.sealed()).containsOnlyKeys(1);
        byte[] stored = Base64.getDecoder().decode(taped.sealed().get(1));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        assertThat(Tenant.call(organization, () -> seals.open(organization, id, taped.sealed())))
                .containsExactly(Map.entry(1, cause));
        assertThat(Tenant.call(organization, () -> seals.open(organization, UUID.randomUUID(), taped.sealed())))
                .isEmpty();
        assertThat(api.get("/api/calls/" + call + "/events").expect(200).body().toString())
                .doesNotContain("canary", "sealed");
        assertThat(api.get("/api/calls/" + call).expect(200).body().toString()).doesNotContain("canary", "sealed");
    }

    @Test
    void eventsOfACallThatWasDeletedFailForGood() {
        String gone = UUID.randomUUID().toString();

        assertThatThrownBy(() -> recordEvents.record(
                        new RecordEvents.Batch("tandem", gone, List.of(event(1, "call.started", "{}")))))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("CallGone");
                    assertThat(failure.isNonRetryable()).isTrue();
                });
    }

    @Test
    void loadsAVersionAsItWasPublished() {
        LoadedVersion loaded = loadVersion.load(version, "tandem", null);

        assertThat(loaded.versionId()).isEqualTo(version);
        assertThat(loaded.workflowName()).isEqualTo("Recorded");
        assertThat(loaded.number()).isEqualTo(1);
        assertThat(loaded.timeZone()).isEqualTo("UTC");
        JsonMapper exact = MAPPER.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        assertThat(loaded.document()).isEqualTo(exact.readTree(Shop.DOCUMENT));
        assertThatThrownBy(() -> loadVersion.load(UUID.randomUUID().toString(), "tandem", null))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.isNonRetryable()).isTrue());
    }

    private List<String> transcript() {
        return api.get("/api/calls/" + call)
                .expect(200)
                .body()
                .path("transcript")
                .findValuesAsString("text");
    }

    private void record(RecordedEvent... events) {
        recordEvents.record(new RecordEvents.Batch("tandem", call, Arrays.asList(events)));
    }

    private static RecordedEvent event(int sequence, String type, String payload) {
        return new RecordedEvent(sequence, type, START.plusSeconds(sequence), (ObjectNode) MAPPER.readTree(payload));
    }
}
