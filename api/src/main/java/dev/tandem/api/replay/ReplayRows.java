package dev.tandem.api.replay;

import dev.tandem.api.version.Snapshots.Snapshot;
import dev.tandem.workflows.replay.CallReport;
import dev.tandem.workflows.replay.Divergence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps runs of replays, and what came of each call. */
@Repository
class ReplayRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Calls that are linked with each kind of divergence. */
    private static final int LINKS = 10;

    private final JdbcClient jdbc;

    ReplayRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Selects calls of a workflow that have ended, and are no tests. A field that is null selects all.
     *
     * @param last so many of the newest
     */
    record Selection(
            int last,
            @Nullable UUID version,
            @Nullable String status,
            @Nullable String channel,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** A run. */
    record Run(
            UUID id,
            UUID version,
            String status,
            int total,
            int done,
            Instant createdAt,
            @Nullable Instant endedAt) {

        static Run of(ResultSet row, int number) throws SQLException {
            OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
            return new Run(
                    row.getObject("id", UUID.class),
                    row.getObject("workflow_version_id", UUID.class),
                    row.getString("status"),
                    row.getInt("total"),
                    row.getInt("done"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    ended == null ? null : ended.toInstant());
        }
    }

    /**
     * What a call followed, and whether it has ended.
     *
     * @param snapshot of a test: SHA-256 of the frozen document that it followed instead of the version's own
     */
    record Followed(UUID version, @Nullable String snapshot, boolean ended) {}

    @Transactional(readOnly = true)
    Optional<Followed> followed(UUID organization, UUID call) {
        return jdbc.sql("""
                        select c.workflow_version_id, t.snapshot_sha256, c.ended_at is not null as ended
                        from call_session c left join test_session t on t.call_session_id = c.id
                        where c.id = :call and c.organization_id = :organization
                        """)
                .param("call", call)
                .param("organization", organization)
                .query((row, number) -> new Followed(
                        row.getObject("workflow_version_id", UUID.class),
                        row.getString("snapshot_sha256"),
                        row.getBoolean("ended")))
                .optional();
    }

    /** A call that waits to be replayed. */
    record Waiting(UUID call, UUID version) {}

    @Transactional
    void create(UUID organization, UUID run, Snapshot tried, String by, Selection wanted) {
        jdbc.sql("""
                        insert into replay_run (id, organization_id, workflow_version_id, document, snapshot_sha256,
                                                selection, created_by)
                        values (:id, :organization, :version, :document::jsonb, :sha256, :selection::jsonb, :by)
                        """)
                .param("id", run)
                .param("organization", organization)
                .param("version", tried.version().id())
                .param("document", tried.document().toString())
                .param("sha256", tried.sha256())
                .param("selection", JSON.writeValueAsString(wanted))
                .param("by", by)
                .update();
        jdbc.sql("""
                        insert into replay_call (organization_id, run_id, call_id)
                        select c.organization_id, :run, c.id
                        from call_session c
                        join workflow_version v on v.id = c.workflow_version_id
                        where c.organization_id = :organization and v.workflow_id = :workflow
                          and c.ended_at is not null and not c.is_test
                          and (:of::uuid is null or c.workflow_version_id = :of::uuid)
                          and (:status::text is null or c.status = :status::text)
                          and (:channel::text is null or c.channel = :channel::text)
                          and (:from::timestamptz is null or c.created_at >= :from::timestamptz)
                          and (:to::timestamptz is null or c.created_at < :to::timestamptz)
                        order by c.created_at desc, c.id desc limit :last
                        """)
                .param("run", run)
                .param("organization", organization)
                .param("workflow", tried.version().workflowId())
                .param("of", text(wanted.version()))
                .param("status", wanted.status())
                .param("channel", wanted.channel())
                .param("from", text(wanted.from()))
                .param("to", text(wanted.to()))
                .param("last", wanted.last())
                .update();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @Transactional
    boolean delete(UUID organization, UUID run) {
        return jdbc.sql("delete from replay_run where id = :id and organization_id = :organization")
                        .param("id", run)
                        .param("organization", organization)
                        .update()
                > 0;
    }

    @Transactional(readOnly = true)
    Optional<Run> find(UUID organization, UUID run) {
        return jdbc.sql("""
                        select r.*, (select count(*) from replay_call c where c.run_id = r.id) as total,
                               (select count(*) from replay_call c where c.run_id = r.id and c.outcome <> 'waiting')
                                   as done
                        from replay_run r where r.id = :id and r.organization_id = :organization
                        """)
                .param("id", run)
                .param("organization", organization)
                .query(Run::of)
                .optional();
    }

    /** Returns the document that a run tries; empty: the run was given up. */
    @Transactional(readOnly = true)
    Optional<JsonNode> document(UUID run) {
        return jdbc.sql("select document::text from replay_run where id = :id")
                .param("id", run)
                .query(String.class)
                .optional()
                .map(JSON::readTree);
    }

    @Transactional(readOnly = true)
    List<Waiting> waiting(UUID run, int most) {
        return jdbc.sql("""
                        select r.call_id, c.workflow_version_id
                        from replay_call r join call_session c on c.id = r.call_id
                        where r.run_id = :run and r.outcome = 'waiting' order by r.call_id limit :most
                        """)
                .param("run", run)
                .param("most", most)
                .query((row, number) -> new Waiting(
                        row.getObject("call_id", UUID.class), row.getObject("workflow_version_id", UUID.class)))
                .list();
    }

    /** Stores reports. A call or a run that is gone by now gets none. */
    @Transactional
    void store(UUID run, List<CallReport> reports) {
        jdbc.sql("""
                        update replay_call r
                        set outcome = n.outcome, report = n.report::jsonb
                        from unnest(:calls, :outcomes, :reports) n (call, outcome, report)
                        where r.run_id = :run and r.call_id = n.call::uuid
                        """)
                .param("run", run)
                .param("calls", each(reports, CallReport::callId))
                .param("outcomes", each(reports, ReplayRows::outcome))
                .param("reports", each(reports, JSON::writeValueAsString))
                .update();
    }

    private static String[] each(List<CallReport> reports, Function<CallReport, String> part) {
        return reports.stream().map(part).toArray(String[]::new);
    }

    private static String outcome(CallReport report) {
        if (report.fault() != null) {
            return "not_replayable";
        }
        return report.goesElsewhere() ? "elsewhere" : report.same() ? "same" : "seen_otherwise";
    }

    /** Completes a run, and counts what it has found: the count stays when a call is erased. */
    @Transactional
    void complete(UUID run) {
        jdbc.sql("""
                        update replay_run
                        set status = 'completed', ended_at = now(), findings = jsonb_build_object(
                            'calls', (select count(*) from replay_call where run_id = :id),
                            'replayed', (select count(*) from replay_call
                                         where run_id = :id and outcome <> 'not_replayable'),
                            'divergences', (
                                select coalesce(jsonb_agg(jsonb_build_object(
                                           'kind', kind, 'decisive', decisive, 'calls', calls)), '[]')
                                from (select d.value ->> 'kind' as kind, (d.value ->> 'decisive')::boolean as decisive,
                                             count(distinct r.call_id) as calls
                                      from replay_call r
                                      cross join lateral jsonb_array_elements(r.report -> 'divergences') d
                                      where r.run_id = :id group by 1, 2) found))
                        where id = :id and status = 'running'
                        """).param("id", run).update();
    }

    /**
     * A kind of divergence, with the calls in which it is found.
     *
     * @param example what is said of it in one of them
     * @param callIds some of them
     */
    record Group(
            Divergence.Kind kind,
            String agentId,
            String subject,
            boolean decisive,
            int calls,
            Example example,
            List<UUID> callIds) {}

    record Example(int turn, String expected, String found) {}

    /** What many calls have in common, and how many they are. */
    record Count(String what, int calls) {}

    /** Returns the divergences of a run: the decisive ones first, and of these those of most calls. */
    @Transactional(readOnly = true)
    List<Group> groups(UUID run) {
        return jdbc.sql("""
                        select d.value ->> 'kind' as kind, d.value ->> 'agentId' as agent,
                               d.value ->> 'subject' as subject, (d.value ->> 'decisive')::boolean as decisive,
                               count(*) as calls, min(d.value::text) as example,
                               (array_agg(r.call_id order by r.call_id))[1\\:%d] as ids
                        from replay_call r cross join lateral jsonb_array_elements(r.report -> 'divergences') d
                        where r.run_id = :run
                        group by 1, 2, 3, 4
                        order by 4 desc, 5 desc, 1, 2, 3 limit 100
                        """.formatted(LINKS))
                .param("run", run)
                .query((row, number) -> {
                    JsonNode example = JSON.readTree(row.getString("example"));
                    return new Group(
                            Divergence.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                            row.getString("agent"),
                            row.getString("subject"),
                            row.getBoolean("decisive"),
                            row.getInt("calls"),
                            new Example(
                                    example.path("turn").asInt(0),
                                    example.path("expected").asString(""),
                                    example.path("found").asString("")),
                            List.of((UUID[]) row.getArray("ids").getArray()));
                })
                .list();
    }

    /** Returns how many calls came to which outcome. */
    @Transactional(readOnly = true)
    List<Count> outcomes(UUID run) {
        return counts("select outcome as what, count(*) as calls from replay_call where run_id = :run group by 1", run);
    }

    /** Returns how calls end otherwise: {@code completed, silence → completed, caller_left}. */
    @Transactional(readOnly = true)
    List<Count> ends(UUID run) {
        return counts("""
                select (report #>> '{ended,recorded}') || ' → ' || (report #>> '{ended,now}') as what, count(*) as calls
                from replay_call where run_id = :run and report -> 'ended' is not null group by 1 order by 2 desc, 1
                """, run);
    }

    /** Returns the variables that have other values at the end. */
    @Transactional(readOnly = true)
    List<Count> variables(UUID run) {
        return counts("""
                select v.value as what, count(*) as calls
                from replay_call r cross join lateral jsonb_array_elements_text(r.report -> 'variables') v
                where r.run_id = :run group by 1 order by 2 desc, 1 limit 100
                """, run);
    }

    /** Returns why calls were not replayed. */
    @Transactional(readOnly = true)
    List<Count> faults(UUID run) {
        return counts("""
                select report ->> 'fault' as what, count(*) as calls
                from replay_call where run_id = :run and outcome = 'not_replayable' group by 1 order by 2 desc, 1
                """, run);
    }

    private List<Count> counts(String sql, UUID run) {
        return jdbc.sql(sql)
                .param("run", run)
                .query((row, number) -> new Count(row.getString("what"), row.getInt("calls")))
                .list();
    }

    /** Returns reports of a run, in the order of the calls' ids. */
    @Transactional(readOnly = true)
    List<CallReport> reports(UUID run, @Nullable String outcome, UUID after, int limit) {
        return jdbc.sql("""
                        select report::text from replay_call
                        where run_id = :run and call_id > :after and outcome <> 'waiting'
                          and (:outcome::text is null or outcome = :outcome::text)
                        order by call_id limit :limit
                        """)
                .param("run", run)
                .param("after", after)
                .param("outcome", outcome)
                .param("limit", limit)
                .query((row, number) -> JSON.readValue(row.getString(1), CallReport.class))
                .list();
    }
}
