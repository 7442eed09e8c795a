package dev.tandem.api.replay;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.replay.Divergence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps which replay a workflow requires, and finds the run that shows it. */
@Repository
@Transactional
class RequiredReplayRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String SELECT =
            "select * from required_replay where organization_id = :organization and workflow_id = :workflow";

    private final JdbcClient jdbc;

    RequiredReplayRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is required; it is one for each workflow. */
    record Wanted(ReplayRows.Selection selection, boolean decisiveOnly, List<Divergence.Kind> allow) {

        Wanted {
            allow = List.copyOf(allow);
        }
    }

    @Transactional(readOnly = true)
    Optional<RequiredReplay> find(UUID organization, UUID workflow) {
        return jdbc.sql(SELECT)
                .param("organization", organization)
                .param("workflow", workflow)
                .query((row, number) -> required(row))
                .optional();
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    RequiredReplay get(UUID organization, UUID workflow) {
        return find(organization, workflow)
                .orElseThrow(() -> ApiProblem.notFound("required replay of the workflow", workflow));
    }

    /** @throws ApiProblem 404 if there is no such workflow, 412 */
    RequiredReplay put(UUID organization, UUID workflow, @Nullable String ifMatch, Wanted wanted) {
        requireWorkflow(organization, workflow);
        Optional<RequiredReplay> before = find(organization, workflow);
        before.ifPresent(there -> there.tag().check(ifMatch));
        if (before.filter(there -> there.selection().equals(wanted.selection())
                        && there.decisiveOnly() == wanted.decisiveOnly()
                        && there.allow().equals(wanted.allow()))
                .isPresent()) {
            return before.get();
        }
        jdbc.sql("""
                        insert into required_replay (workflow_id, selection, decisive_only, allow)
                        values (:workflow, :selection::jsonb, :decisiveOnly, :allow::jsonb)
                        on conflict (workflow_id) do update
                        set selection = excluded.selection, decisive_only = excluded.decisive_only,
                            allow = excluded.allow, revision = required_replay.revision + 1, updated_at = now()
                        """)
                .param("workflow", workflow)
                .param("selection", JSON.writeValueAsString(wanted.selection()))
                .param("decisiveOnly", wanted.decisiveOnly())
                .param("allow", JSON.writeValueAsString(wanted.allow()))
                .update();
        return get(organization, workflow);
    }

    /** @throws ApiProblem 404, 412 */
    void delete(UUID organization, UUID workflow, @Nullable String ifMatch) {
        requireWorkflow(organization, workflow);
        get(organization, workflow).tag().check(ifMatch);
        jdbc.sql("delete from required_replay where workflow_id = :workflow")
                .param("workflow", workflow)
                .update();
    }

    /**
     * The run that says most of a version: one of this very document and of these calls, or else the newest.
     *
     * @param same whether it is of this very document and of the calls that are required
     * @param findings null: it has not ended
     */
    record Latest(
            UUID run, String status, boolean same, @Nullable JsonNode findings) {}

    @Transactional(readOnly = true)
    Optional<Latest> latest(UUID version, RequiredReplay required, String snapshotSha256) {
        return jdbc.sql("""
                        select id, status, findings::text as findings,
                               coalesce(snapshot_sha256 = :sha256 and selection = :selection::jsonb, false) as same
                        from replay_run where workflow_version_id = :version
                        order by same desc, created_at desc, id desc limit 1
                        """)
                .param("version", version)
                .param("sha256", snapshotSha256)
                .param("selection", JSON.writeValueAsString(required.selection()))
                .query((row, number) -> {
                    String findings = row.getString("findings");
                    return new Latest(
                            Objects.requireNonNull(row.getObject("id", UUID.class)),
                            row.getString("status"),
                            row.getBoolean("same"),
                            findings == null ? null : JSON.readTree(findings));
                })
                .optional();
    }

    /** Returns the newest run of a version, whatever calls it is of. */
    @Transactional(readOnly = true)
    Optional<UUID> newest(UUID organization, UUID version) {
        return jdbc.sql("""
                        select id from replay_run
                        where workflow_version_id = :version and organization_id = :organization
                        order by created_at desc, id desc limit 1
                        """)
                .param("version", version)
                .param("organization", organization)
                .query(UUID.class)
                .optional();
    }

    private void requireWorkflow(UUID organization, UUID workflow) {
        boolean isThere = jdbc.sql(
                        "select id from workflow where id = :id and organization_id = :organization for update")
                .param("id", workflow)
                .param("organization", organization)
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!isThere) {
            throw ApiProblem.notFound("workflow", workflow);
        }
    }

    private static RequiredReplay required(ResultSet row) throws SQLException {
        return new RequiredReplay(
                Objects.requireNonNull(row.getObject("workflow_id", UUID.class)),
                JSON.readValue(row.getString("selection"), ReplayRows.Selection.class),
                row.getBoolean("decisive_only"),
                JSON.readTree(row.getString("allow"))
                        .valueStream()
                        .map(kind -> Divergence.Kind.valueOf(kind.asString().toUpperCase(Locale.ROOT)))
                        .toList(),
                row.getInt("revision"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }
}
