package dev.tandem.api.organization;

import dev.tandem.api.access.ApiKey;
import dev.tandem.api.apikey.KeyRing;
import dev.tandem.api.apikey.NewKey;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.limits.Limits;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Manages the tenants. Each method except the list works within the organization that it is about. */
@Service
@Transactional
class Organizations {

    private final JdbcClient jdbc;
    private final KeyRing keys;
    private final Limits defaults;

    Organizations(JdbcClient jdbc, KeyRing keys, Limits defaults) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.defaults = defaults;
    }

    /** Lists organizations, newest first. */
    @Transactional(readOnly = true)
    List<Organization> page(Cursor cursor, int limit) {
        return jdbc.sql("select * from organizations(:beforeAt, :beforeId, :limit)")
                .param("beforeAt", cursor.at().atOffset(ZoneOffset.UTC))
                .param("beforeId", cursor.id())
                .param("limit", limit)
                .query((row, number) -> Organization.of(row, defaults))
                .list();
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    Organization get(UUID id) {
        return jdbc.sql("select * from organization where id = :id")
                .param("id", id)
                .query((row, number) -> Organization.of(row, defaults))
                .optional()
                .orElseThrow(() -> ApiProblem.notFound("organization", id));
    }

    /**
     * Adds an organization with an owner's key.
     *
     * @throws ApiProblem 409 if the slug is taken
     */
    Organization add(UUID id, NewOrganization.Checked wanted, ApiKey firstKey) {
        try {
            jdbc.sql("""
                            insert into organization (id, name, slug, time_zone, retention_days)
                            values (:id, :name, :slug, :timeZone, :retentionDays)
                            """)
                    .param("id", id)
                    .param("name", wanted.name())
                    .param("slug", wanted.slug())
                    .param("timeZone", wanted.timeZone())
                    .param("retentionDays", wanted.retentionDays())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ApiProblem.conflict("slug-taken", "There is an organization with the slug " + wanted.slug() + ".");
        }
        keys.add(id, firstKey, NewKey.Checked.owner("first"));
        return get(id);
    }

    /**
     * Adds the organization with which a new installation starts, and an owner's key.
     *
     * @return false if there is an organization already
     */
    boolean addFirst(UUID id, String name, String slug, ApiKey key) {
        boolean added = jdbc.sql("select add_first_organization(:id, :name, :slug)")
                .param("id", id)
                .param("name", name)
                .param("slug", slug)
                .query(Boolean.class)
                .single();
        if (added) {
            keys.add(id, key, NewKey.Checked.owner("bootstrap"));
        }
        return added;
    }

    /** @throws ApiProblem 404 */
    Organization change(UUID id, OrganizationChange change) {
        OrganizationChange.Checked changed = change.checked(get(id));
        jdbc.sql("""
                        update organization set name = :name, time_zone = :timeZone, retention_days = :retentionDays,
                                                updated_at = now()
                        where id = :id
                        """)
                .param("name", changed.name())
                .param("timeZone", changed.timeZone())
                .param("retentionDays", changed.retentionDays())
                .param("id", id)
                .update();
        changed.limits()
                .forEach((column, value) -> jdbc.sql("update organization set " + column + " = :value where id = :id")
                        .param("value", value.orElse(null))
                        .param("id", id)
                        .update());
        return get(id);
    }
}
