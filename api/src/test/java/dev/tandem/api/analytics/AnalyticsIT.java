package dev.tandem.api.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares analytics with a count of the events, in whatever order and batches these came. */
class AnalyticsIT extends ApiTest {

    private static final int CALLS = 12;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Autowired
    private RecordEvents recordEvents;

    @Autowired
    private RollupCompaction folding;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void equalARecountHoweverEventsAreRepeatedReorderedAndSentAtOnce(long seed) {
        String version = shop("Counted " + seed);

        recordRandomCalls(version, seed);

        assertThat(kept("analytics_count", "detail", version))
                .isNotEmpty()
                .isEqualTo(kept("analytics_count_of_events", "detail", version));
        assertThat(kept("analytics_time", "bucket", version))
                .isNotEmpty()
                .isEqualTo(kept("analytics_time_of_events", "bucket", version));
    }

    @Test
    void staysWhatItIsWhileDaysAreFoldedIntoOneSlot() throws Exception {
        String version = shop("Folded");
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        try (ExecutorService folders = Executors.newFixedThreadPool(2)) {
            AtomicBoolean recorded = new AtomicBoolean();
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                working.add(folders.submit(() -> {
                    while (!recorded.get()) {
                        fold(tomorrow);
                    }
                }));
            }
            var _ = recordRandomCalls(version, 21);
            recorded.set(true);
            for (Future<?> one : working) {
                one.get();
            }
        }
        fold(tomorrow);

        assertThat(kept("analytics_count", "detail", version))
                .isEqualTo(kept("analytics_count_of_events", "detail", version));
        assertThat(kept("analytics_time", "bucket", version))
                .isEqualTo(kept("analytics_time_of_events", "bucket", version));
        assertThat(jdbc.sql("select distinct slot from analytics_count where workflow_version_id = :version")
                        .param("version", UUID.fromString(version))
                        .query(Integer.class)
                        .list())
                .containsExactly(0);
    }

    private void fold(LocalDate before) {
        assertThat(folding.fold(before)).isNotNegative();
    }

    @Test
    void everyEventIsThereOnceAsItHappenedHoweverTheyCame() {
        String version = shop("Once");

        Map<String, List<RecordedEvent>> happened = recordRandomCalls(version, 7);

        happened.forEach((call, events) -> {
            JsonNode recorded =
                    api.get("/api/calls/" + call + "/events").expect(200).body().path("items");
            assertThat(recorded).hasSameSizeAs(events);
            for (int i = 0; i < events.size(); i++) {
                assertThat(recorded.get(i).path("sequence").asInt()).isEqualTo(i + 1);
                assertThat(recorded.get(i).path("type").asString())
                        .isEqualTo(events.get(i).type());
                assertThat(recorded.get(i).path("payload"))
                        .isEqualTo(MAPPER.readTree(events.get(i).payload().toString()));
            }
        });
    }

    @Test
    void theEndpointTellsWhatTheRawRowsTell() {
        String version = shop("Told");
        recordRandomCalls(version, 42);

        JsonNode told = analytics(version, "").body();

        for (String[] pair : new String[][] {
            {"/calls/total", "e.sequence = 1"},
            {"/calls/completed", "event_type = 'call.ended' and payload ->> 'status' = 'completed'"},
            {"/calls/dropped", "event_type = 'call.ended' and payload ->> 'status' = 'dropped'"}
        }) {
            assertThat(told.at(pair[0]).asLong()).as(pair[0]).isEqualTo(raw(version, "count(*)", pair[1]));
        }
        for (JsonNode agent : told.path("agents")) {
            String mine =
                    " and payload ->> 'agent_id' = '" + agent.path("agent_id").asString() + "'";
            assertThat(agent.path("turns").asLong())
                    .isEqualTo(raw(version, "count(*)", "event_type = 'turn.committed'" + mine));
            assertThat(agent.path("interrupted").asLong())
                    .isEqualTo(raw(version, "count(*)", "payload -> 'interrupted' = 'true'" + mine));
        }
        for (JsonNode path : told.path("paths")) {
            String id = path.path("path_id").asString();
            assertThat(path.path("offered").asLong())
                    .isEqualTo(raw(
                            version,
                            "count(*)",
                            "event_type = 'path.offered' and payload -> 'paths' @> to_jsonb('" + id + "'::text)"));
            assertThat(path.path("rejected").asLong())
                    .isEqualTo(raw(
                            version,
                            "count(*)",
                            "event_type = 'path.rejected' and payload ->> 'path_id' = '" + id + "'"));
        }
        for (JsonNode tool : told.path("tools")) {
            String mine = "event_type in ('tool.finished', 'tool.failed') and payload ->> 'name' = '"
                    + tool.path("tool").asString() + "'";
            assertThat(tool.path("executions").asLong()).isEqualTo(raw(version, "count(*)", mine));
            assertThat(tool.path("failures").asLong())
                    .isEqualTo(raw(
                            version,
                            "count(*)",
                            mine + " and event_type = 'tool.failed' and payload ->> 'status' <> 'cancelled'"));
            assertThat(tool.path("runs").asLong()).isEqualTo(raw(version, "sum((payload ->> 'runs')::int)", mine));
            assertPercentiles(
                    tool.path("duration_ms"),
                    version,
                    "(payload ->> 'duration_ms')::numeric",
                    mine + " and (payload ->> 'runs')::int > 0");
        }
        assertPercentiles(
                told.path("turn_latency_ms"),
                version,
                "(payload #>> '{ms,first_sound}')::numeric",
                "event_type = 'reply.spoken' and (payload #>> '{ms,first_sound}')::numeric >= 0");
    }

    @Test
    void namesThatAModelInventedHoldUpNoCall() {
        String version = shop("Invented");
        String call = call(version);
        String invented = "x\u0000".repeat(2_000) + "\uD83D\uDCDE".repeat(2_000);

        record(
                call,
                List.of(RecordedEvent.of(
                        1,
                        Instant.now(),
                        new CallEvent.ToolFailed(
                                1, "k", invented, CallEvent.ToolFailed.Status.FAILED, "no such tool", 1, 5))));

        assertThat(api.get("/api/workflow-versions/" + version + "/analytics")
                        .expect(200)
                        .body()
                        .at("/tools/0/tool")
                        .asString())
                .hasSize(200);
        assertThat(kept("analytics_count", "detail", version))
                .isEqualTo(kept("analytics_count_of_events", "detail", version));
    }

    @Test
    void leavesTestsOutUnlessTheyAreAskedFor() {
        String version = shop("Tested");
        String call = call(version);
        jdbc.sql("update call_session set is_test = true where id = '" + call + "'")
                .update();
        record(call, new RandomCalls(3).events());

        assertThat(analytics(version, "").text("/calls/total")).isEqualTo("0");
        assertThat(analytics(version, "?include_tests=true").text("/calls/total"))
                .isEqualTo("1");
    }

    @Test
    void aCallCountsForTheDayOnWhichItWasMadeInTheOrganizationsTimeZone() {
        String version = shop("Days");
        String call = call(version);
        record(call, new RandomCalls(4).events());
        String day = jdbc.sql("select day::text from call_session where id = '" + call + "'")
                .query(String.class)
                .single();

        Answer of = analytics(version, "?from=" + day + "&to=" + day);

        assertThat(of.body().path("days")).hasSize(1);
        assertThat(of.text("/days/0/day")).isEqualTo(day);
        assertThat(of.text("/days/0/calls")).isEqualTo("1");
        assertThat(of.text("/time_zone")).isEqualTo("UTC");
        assertThat(analytics(version, "?from=2020-01-01&to=2020-12-31").text("/calls/total"))
                .isEqualTo("0");
    }

    @Test
    void everyAgentAndPathOfTheVersionIsThereAlthoughNothingHappened() {
        Answer empty = analytics(shop("Nothing"), "");

        assertThat(empty.body().path("agents").findValuesAsString("agent")).containsExactly("Billing", "Intake");
        assertThat(empty.body().path("paths").findValuesAsString("path"))
                .containsExactlyInAnyOrder("To Billing", "Goodbye");
        assertThat(empty.body().at("/turn_latency_ms/p50").isNull()).isTrue();
        assertThat(empty.body().at("/calls/completion_rate").isNull()).isTrue();
        assertThat(empty.body().path("days")).hasSize(30);
    }

    @Test
    void refusesDaysThatAreNoRange() {
        String version = shop("Ranges");

        for (String days : List.of("?from=2026-02-02&to=2026-02-01", "?from=2020-01-01&to=2026-01-01", "?from=soon")) {
            api.get("/api/workflow-versions/" + version + "/analytics" + days).problem(422, "invalid-request");
        }
        api.get("/api/workflow-versions/" + UUID.randomUUID() + "/analytics").problem(404, "not-found");
    }

    /** @return what happened in each call */
    private Map<String, List<RecordedEvent>> recordRandomCalls(String version, long seed) {
        RandomCalls calls = new RandomCalls(seed);
        Map<String, List<RecordedEvent>> happened = new HashMap<>();
        List<Map.Entry<String, List<RecordedEvent>>> deliveries = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            String call = call(version);
            List<RecordedEvent> events = calls.events();
            happened.put(call, events);
            calls.deliveries(events).forEach(batch -> deliveries.add(Map.entry(call, batch)));
        }
        Collections.shuffle(deliveries, new Random(seed));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            deliveries.forEach(delivery -> threads.execute(() -> record(delivery.getKey(), delivery.getValue())));
        }
        return happened;
    }

    private void assertPercentiles(JsonNode told, String version, String value, String condition) {
        assertThat(told.path("n").asLong()).isEqualTo(raw(version, "count(*)", condition));
        for (String percentile : List.of("p50", "p95")) {
            double exact = raw(
                    version,
                    "percentile_disc(0." + percentile.substring(1) + ") within group (order by round(" + value + "))",
                    condition);
            assertThat(told.path(percentile).asDouble()).as(percentile).isCloseTo(exact, within(exact / 16));
        }
    }

    private List<Map<String, @Nullable Object>> kept(String table, String column, String version) {
        return jdbc.sql("select day, is_test, measure, subject, " + column + ", sum(n)::bigint from " + table
                        + " where workflow_version_id = '" + version
                        + "' group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5")
                .query()
                .listOfRows();
    }

    private long raw(String version, String figure, String condition) {
        return Math.round(jdbc.sql("select coalesce(" + figure + ", 0) from session_event e"
                        + " join call_session c on c.id = e.session_id where c.workflow_version_id = '" + version
                        + "' and "
                        + condition)
                .query(Double.class)
                .single());
    }

    private Answer analytics(String version, String query) {
        return api.get("/api/workflow-versions/" + version + "/analytics" + query)
                .expect(200);
    }

    private String call(String version) {
        return api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201)
                .text("/id");
    }

    private void record(String call, List<RecordedEvent> events) {
        recordEvents.record(new RecordEvents.Batch("tandem", call, events));
    }
}
