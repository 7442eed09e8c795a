package dev.tandem.api.scenario;

import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.problem.ApiProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Keeps which scenarios were run, and what came of them. */
@Repository
@Transactional
class TestRunRows {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String SELECT = """
            select r.*, v.workflow_id,
                   (select count(*) from test_run_scenario s where s.test_run_id = r.id) as scenarios,
                   (select coalesce(sum(runs), 0) from test_run_scenario s where s.test_run_id = r.id) as attempts,
                   a.passed, a.failed, a.broken, a.running
            from test_run r
            join workflow_version v on v.id = r.workflow_version_id
            cross join lateral (
                select count(*) filter (where status = 'passed') as passed,
                       count(*) filter (where status = 'failed') as failed,
                       count(*) filter (where status = 'broken') as broken,
                       count(*) filter (where status = 'running') as running
                from test_attempt where test_run_id = r.id) a
            """;

    private final JdbcClient jdbc;

    TestRunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A scenario of a run that is to be stored. */
    record NewScenario(
            @Nullable UUID kept,
            String name,
            JsonNode document,
            String sha256,
            int runs,
            int atLeast,
            JsonNode problems) {}

    /** A run that is to be stored. */
    record NewRun(
            UUID id, UUID version, String snapshot, TestChannel channel, String by, List<NewScenario> scenarios) {}

    void add(NewRun run) {
        jdbc.sql("""
                        insert into test_run (id, workflow_version_id, snapshot_sha256, channel, created_by)
                        values (:id, :version, :snapshot, :channel, :by)
                        """)
                .param("id", run.id())
                .param("version", run.version())
                .param("snapshot", run.snapshot())
                .param("channel", run.channel().wireName())
                .param("by", run.by())
                .update();
        for (int i = 0; i < run.scenarios().size(); i++) {
            NewScenario one = run.scenarios().get(i);
            jdbc.sql("""
                            insert into test_run_scenario (test_run_id, ordinal, scenario_id, name, document, sha256, runs,
                                                           at_least, problems, status)
                            values (:run, :ordinal, :kept, :name, :document::json, :sha256, :runs, :atLeast,
                                    :problems::jsonb, :status)
                            """)
                    .param("run", run.id())
                    .param("ordinal", i)
                    .param("kept", one.kept())
                    .param("name", one.name())
                    .param("document", one.document().toString())
                    .param("sha256", one.sha256())
                    .param("runs", one.runs())
                    .param("atLeast", one.atLeast())
                    .param("problems", one.problems().toString())
                    .param("status", one.problems().isEmpty() ? "running" : "failed")
                    .update();
        }
    }

    void remove(UUID run) {
        jdbc.sql("delete from test_run where id = :id").param("id", run).update();
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    TestRun get(UUID organization, UUID id) {
        return jdbc.sql(SELECT + " where r.id = :id and r.organization_id = :organization")
                .param("id", id)
                .param("organization", organization)
                .query((row, number) -> run(row))
                .optional()
                .orElseThrow(() -> ApiProblem.notFound("test run", id));
    }

    /** @param version null: any; likewise the workflow */
    @Transactional(readOnly = true)
    List<TestRun> page(UUID organization, @Nullable UUID workflow, @Nullable UUID version, Cursor cursor, int limit) {
        return jdbc.sql(SELECT + """
                         where r.organization_id = :organization and (r.created_at, r.id) < (:beforeAt, :beforeId)
                          and (:version::uuid is null or r.workflow_version_id = :version)
                          and (:workflow::uuid is null or v.workflow_id = :workflow)
                        order by r.created_at desc, r.id desc limit :limit
                        """)
                .param("organization", organization)
                .param("version", version)
                .param("workflow", workflow)
                .param("beforeAt", cursor.at().atOffset(ZoneOffset.UTC))
                .param("beforeId", cursor.id())
                .param("limit", limit)
                .query((row, number) -> run(row))
                .list();
    }

    /** Returns what became of each scenario of a run, with its attempts. */
    @Transactional(readOnly = true)
    List<TestRun.Outcome> outcomes(UUID run) {
        Map<Integer, List<TestRun.AttemptView>> attempts = new TreeMap<>();
        jdbc.sql("""
                        select a.*, t.call_session_id, t.verdicts::text as verdicts
                        from test_attempt a left join test_session t on t.id = a.test_session_id
                        where a.test_run_id = :run order by a.scenario, a.number
                        """)
                .param("run", run)
                .query((row, number) -> attempts.computeIfAbsent(row.getInt("scenario"), _ -> new ArrayList<>())
                        .add(attempt(row)))
                .list();
        return jdbc.sql("""
                        select *, (select count(*) from test_attempt a
                                   where a.test_run_id = s.test_run_id and a.scenario = s.ordinal
                                     and a.status = 'passed') as passed
                        from test_run_scenario s where test_run_id = :run order by ordinal
                        """)
                .param("run", run)
                .query((row, number) -> outcome(row).with(attempts.getOrDefault(row.getInt("ordinal"), List.of())))
                .list();
    }

    /** A scenario of a run as its calls need it. */
    record Running(UUID version, String snapshot, TestChannel channel, JsonNode document) {}

    @Transactional(readOnly = true)
    Optional<Running> running(UUID run, int scenario) {
        return jdbc.sql("""
                        select r.workflow_version_id, r.snapshot_sha256, r.channel, s.document
                        from test_run r join test_run_scenario s on s.test_run_id = r.id and s.ordinal = :scenario
                        where r.id = :run
                        """)
                .param("run", run)
                .param("scenario", scenario)
                .query((row, number) -> new Running(
                        row.getObject("workflow_version_id", UUID.class),
                        row.getString("snapshot_sha256"),
                        TestChannel.of(row.getString("channel")),
                        MAPPER.readTree(row.getString("document"))))
                .optional();
    }

    /**
     * Notes that an attempt begins.
     *
     * @return the test session of the same attempt, if it has begun before
     */
    Optional<UUID> begin(UUID run, int scenario, int number) {
        jdbc.sql("""
                        insert into test_attempt (test_run_id, scenario, number) values (:run, :scenario, :number)
                        on conflict do nothing
                        """)
                .param("run", run)
                .param("scenario", scenario)
                .param("number", number)
                .update();
        return jdbc.sql("""
                        select test_session_id from test_attempt
                        where test_run_id = :run and scenario = :scenario and number = :number
                          and test_session_id is not null
                        """)
                .param("run", run)
                .param("scenario", scenario)
                .param("number", number)
                .query(UUID.class)
                .optional();
    }

    void begun(UUID run, int scenario, int number, UUID session) {
        jdbc.sql("""
                        update test_attempt set test_session_id = :session
                        where test_run_id = :run and scenario = :scenario and number = :number
                        """)
                .param("session", session)
                .param("run", run)
                .param("scenario", scenario)
                .param("number", number)
                .update();
    }

    /** @param reason why the call could not be made; null: it could */
    void ended(UUID run, int scenario, int number, String status, @Nullable String reason) {
        jdbc.sql("""
                        insert into test_attempt (test_run_id, scenario, number, status, reason, ended_at)
                        values (:run, :scenario, :number, :status, :reason, now())
                        on conflict (test_run_id, scenario, number)
                        do update set status = excluded.status, reason = excluded.reason, ended_at = now()
                        """)
                .param("status", status)
                .param("reason", reason)
                .param("run", run)
                .param("scenario", scenario)
                .param("number", number)
                .update();
    }

    /** Counts what came of the attempts, once. */
    void end(UUID run, boolean cancelled) {
        jdbc.sql("""
                        update test_run_scenario s
                        set status = case
                            when s.problems <> '[]' then 'failed'
                            when p.passed >= s.at_least then 'passed'
                            when :cancelled then 'cancelled'
                            else 'failed' end
                        from (select o.ordinal,
                                     (select count(*) from test_attempt a
                                      where a.test_run_id = :run and a.scenario = o.ordinal
                                        and a.status = 'passed') as passed
                              from test_run_scenario o where o.test_run_id = :run) p
                        where s.test_run_id = :run and s.ordinal = p.ordinal
                        """).param("run", run).param("cancelled", cancelled).update();
        jdbc.sql("""
                        update test_run
                        set status = case
                                when :cancelled then 'cancelled'
                                when exists (select from test_run_scenario s
                                             where s.test_run_id = :run and s.status <> 'passed') then 'failed'
                                else 'passed' end,
                            ended_at = now()
                        where id = :run and status = 'running'
                        """).param("run", run).param("cancelled", cancelled).update();
    }

    /**
     * What the latest run of a kept scenario on a version came to.
     *
     * @param same whether the run followed this very document and read this very text
     */
    record Latest(UUID run, String status, boolean same) {}

    @Transactional(readOnly = true)
    Optional<Latest> latest(UUID version, KeptScenario scenario, String snapshot) {
        return jdbc.sql("""
                        select r.id, s.status, r.snapshot_sha256 = :snapshot and s.sha256 = :sha256 as same
                        from test_run r join test_run_scenario s on s.test_run_id = r.id
                        where r.workflow_version_id = :version and s.scenario_id = :scenario
                          and s.status <> 'cancelled'
                        order by same desc, r.created_at desc limit 1
                        """)
                .param("version", version)
                .param("scenario", scenario.id())
                .param("snapshot", snapshot)
                .param("sha256", scenario.sha256())
                .query((row, number) -> new Latest(
                        Objects.requireNonNull(row.getObject("id", UUID.class)),
                        row.getString("status"),
                        row.getBoolean("same")))
                .optional();
    }

    private static TestRun run(ResultSet row) throws SQLException {
        int attempts = row.getInt("attempts");
        return new TestRun(
                row.getObject("id", UUID.class),
                row.getObject("workflow_id", UUID.class),
                row.getObject("workflow_version_id", UUID.class),
                row.getString("snapshot_sha256"),
                TestChannel.of(row.getString("channel")),
                row.getString("status"),
                new TestRun.Progress(
                        row.getInt("scenarios"),
                        attempts,
                        row.getInt("passed"),
                        row.getInt("failed"),
                        row.getInt("broken"),
                        row.getInt("running")),
                row.getString("created_by"),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static TestRun.Outcome outcome(ResultSet row) throws SQLException {
        return new TestRun.Outcome(
                row.getString("name"),
                row.getObject("scenario_id", UUID.class),
                row.getString("status"),
                row.getInt("passed"),
                row.getInt("runs"),
                row.getInt("at_least"),
                MAPPER.readTree(row.getString("problems")),
                List.of());
    }

    private static TestRun.AttemptView attempt(ResultSet row) throws SQLException {
        String verdicts = row.getString("verdicts");
        return new TestRun.AttemptView(
                row.getInt("number"),
                row.getString("status"),
                row.getString("reason"),
                row.getObject("test_session_id", UUID.class),
                row.getObject("call_session_id", UUID.class),
                notable(verdicts == null ? JsonNodeFactory.instance.arrayNode() : MAPPER.readTree(verdicts)));
    }

    /** Leaves out what passed: its session has all of them. */
    private static ArrayNode notable(JsonNode verdicts) {
        FailedVerdicts.label(verdicts.valueStream().toList());
        ArrayNode notable = JsonNodeFactory.instance.arrayNode();
        verdicts.values().stream()
                .filter(verdict -> !verdict.path("result").asString("").equals("passed"))
                .forEach(notable::add);
        return notable;
    }
}
