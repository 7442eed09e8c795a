package dev.tandem.api.trunk;

import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.NewestFirst;
import dev.tandem.api.http.problem.ApiProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Manages the trunks of an organization. Each method works within that organization. */
@Repository
@Transactional
class Trunks {

    private final JdbcClient jdbc;

    Trunks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ApiProblem 404 if there is no such organization, 409 if an organization has the trunk */
    public Trunk add(UUID organization, String livekitTrunkId) {
        check(organization);
        Trunk trunk = new Trunk(UUID.randomUUID(), livekitTrunkId, Instant.now().truncatedTo(ChronoUnit.MICROS));
        try {
            jdbc.sql("""
                            insert into trunk (id, organization_id, livekit_trunk_id, created_at)
                            values (:id, :organization, :trunk, :at)
                            """)
                    .param("id", trunk.id())
                    .param("organization", organization)
                    .param("trunk", livekitTrunkId)
                    .param("at", trunk.createdAt().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ApiProblem.conflict("trunk-taken", "An organization has the trunk " + livekitTrunkId + " already.");
        }
        return trunk;
    }

    /** @throws ApiProblem 404 if there is no such organization */
    @Transactional(readOnly = true)
    public List<Trunk> page(UUID organization, Cursor cursor, int limit) {
        check(organization);
        String trunks = "select id, livekit_trunk_id, created_at from trunk";
        return NewestFirst.page(jdbc, trunks, organization, cursor, limit)
                .query(Trunks::trunk)
                .list();
    }

    /** @throws ApiProblem 404 */
    public void delete(UUID organization, UUID id) {
        int deleted = jdbc.sql("delete from trunk where id = :id and organization_id = :organization")
                .param("id", id)
                .param("organization", organization)
                .update();
        if (deleted == 0) {
            throw ApiProblem.notFound("trunk", id);
        }
    }

    private void check(UUID organization) {
        boolean exists = jdbc.sql("select exists (select from organization where id = :id)")
                .param("id", organization)
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw ApiProblem.notFound("organization", organization);
        }
    }

    private static Trunk trunk(ResultSet row, int number) throws SQLException {
        return new Trunk(
                row.getObject("id", UUID.class),
                row.getString("livekit_trunk_id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
