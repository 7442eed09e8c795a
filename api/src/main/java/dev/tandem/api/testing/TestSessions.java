package dev.tandem.api.testing;

import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.problem.ApiProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps which calls are tests, of what, and what came of them. A test is erased with its call. */
@Repository
@Transactional
public class TestSessions {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String SELECT = """
            select t.*, t.verdicts::text as judged, c.channel, c.status, c.ended_reason
            from test_session t join call_session c on c.id = t.call_session_id
            """;

    private final JdbcClient jdbc;

    TestSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    UUID add(UUID version, UUID call, String sha256) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into test_session (id, workflow_version_id, call_session_id, snapshot_sha256)
                        values (:id, :version, :call, :sha256)
                        """)
                .param("id", id)
                .param("version", version)
                .param("call", call)
                .param("sha256", sha256)
                .update();
        return id;
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    public TestSession get(UUID organization, UUID id) {
        return jdbc.sql(SELECT + " where t.id = :id and t.organization_id = :organization")
                .param("id", id)
                .param("organization", organization)
                .query((row, number) -> session(row))
                .optional()
                .orElseThrow(() -> ApiProblem.notFound("test session", id));
    }

    /** Notes what was said in a test, and how its expectations came out. */
    public void conclude(UUID id, JsonNode transcript, JsonNode verdicts) {
        jdbc.sql("update test_session set transcript = :transcript::jsonb, verdicts = :verdicts::jsonb where id = :id")
                .param("transcript", transcript.toString())
                .param("verdicts", verdicts.toString())
                .param("id", id)
                .update();
    }

    /** Notes what was said in a test so far. */
    void said(UUID id, JsonNode transcript) {
        jdbc.sql("update test_session set transcript = :transcript::jsonb where id = :id")
                .param("transcript", transcript.toString())
                .param("id", id)
                .update();
    }

    /** @param version null: any; likewise the workflow */
    @Transactional(readOnly = true)
    List<TestSession> page(
            UUID organization, @Nullable UUID workflow, @Nullable UUID version, Cursor cursor, int limit) {
        return jdbc.sql(SELECT + """
                         where t.organization_id = :organization and (t.created_at, t.id) < (:beforeAt, :beforeId)
                          and (:version::uuid is null or t.workflow_version_id = :version)
                          and (:workflow::uuid is null or t.workflow_version_id in (
                              select id from workflow_version where workflow_id = :workflow))
                        order by t.created_at desc, t.id desc limit :limit
                        """)
                .param("organization", organization)
                .param("version", version)
                .param("workflow", workflow)
                .param("beforeAt", cursor.at().atOffset(ZoneOffset.UTC))
                .param("beforeId", cursor.id())
                .param("limit", limit)
                .query((row, number) -> session(row))
                .list();
    }

    private static TestSession session(ResultSet row) throws SQLException {
        return new TestSession(
                row.getObject("id", UUID.class),
                row.getObject("workflow_version_id", UUID.class),
                row.getObject("call_session_id", UUID.class),
                row.getString("snapshot_sha256"),
                row.getString("channel"),
                row.getString("status"),
                row.getString("ended_reason"),
                MAPPER.readTree(row.getString("judged")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
