package dev.tandem.api.apikey;

import dev.tandem.api.access.ApiKey;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.NewestFirst;
import dev.tandem.api.http.problem.ApiProblem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Manages the keys of an organization. Revoked keys stay in the list, so that it shows who had access when. */
@Service
@Transactional
public class KeyRing {

    private final JdbcClient jdbc;

    KeyRing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public StoredKey add(UUID organization, ApiKey key, NewKey.Checked wanted) {
        return insertion(organization, key, wanted, "").query(StoredKey::of).single();
    }

    /** @return false if the key exists already */
    public boolean addUnlessThere(UUID organization, ApiKey key, NewKey.Checked wanted) {
        return insertion(organization, key, wanted, "on conflict do nothing")
                .query(StoredKey::of)
                .optional()
                .isPresent();
    }

    private StatementSpec insertion(UUID organization, ApiKey key, NewKey.Checked wanted, String onConflict) {
        return jdbc.sql("""
                        insert into api_key (organization_id, name, prefix, hash, role, expires_at)
                        values (:organization, :name, :prefix, :hash, :role, :expiresAt::timestamptz) %s
                        returning %s
                        """.formatted(onConflict, StoredKey.COLUMNS))
                .param("organization", organization)
                .param("name", wanted.name())
                .param("prefix", key.prefix())
                .param("hash", key.hash())
                .param("role", wanted.role().wireName())
                .param("expiresAt", utc(wanted.expiresAt()));
    }

    @Transactional(readOnly = true)
    List<StoredKey> page(UUID organization, Cursor cursor, int limit) {
        String keys = "select " + StoredKey.COLUMNS + " from api_key";
        return NewestFirst.page(jdbc, keys, organization, cursor, limit)
                .query(StoredKey::of)
                .list();
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    StoredKey get(UUID organization, UUID id) {
        return jdbc.sql("select %s from api_key where id = :id and organization_id = :organization"
                        .formatted(StoredKey.COLUMNS))
                .param("id", id)
                .param("organization", organization)
                .query(StoredKey::of)
                .optional()
                .orElseThrow(() -> ApiProblem.notFound("API key", id));
    }

    /** @throws ApiProblem 404, 409 if the key is revoked, or is the last owner's key that does not expire */
    StoredKey change(UUID organization, UUID id, KeyChange change) {
        StoredKey key = get(organization, id);
        if (key.revokedAt() != null) {
            throw ApiProblem.conflict("revoked", "This key was revoked for good. Make a new one.");
        }
        if (change.expiresAt() != null) {
            keepAnOwner(organization, key);
        }
        jdbc.sql("""
                        update api_key set name = coalesce(:name, name),
                                           expires_at = coalesce(:expiresAt::timestamptz, expires_at)
                        where id = :id
                        """)
                .param("name", change.name())
                .param("expiresAt", utc(change.expiresAt()))
                .param("id", id)
                .update();
        return get(organization, id);
    }

    /**
     * Revokes a key for good. Revoking it again changes nothing.
     *
     * @throws ApiProblem 404, 409 if it is the last owner's key that does not expire
     */
    void revoke(UUID organization, UUID id) {
        StoredKey key = get(organization, id);
        if (key.revokedAt() == null) {
            keepAnOwner(organization, key);
            jdbc.sql("update api_key set revoked_at = now() where id = :id and revoked_at is null")
                    .param("id", id)
                    .update();
        }
    }

    /** Makes two requests that revoke each other's key at the same time wait for each other. */
    private void keepAnOwner(UUID organization, StoredKey key) {
        List<@Nullable UUID> lasting = jdbc.sql("""
                        select id from api_key
                        where organization_id = :organization and role = 'owner'
                          and revoked_at is null and expires_at is null
                        order by id for update
                        """)
                .param("organization", organization)
                .query(UUID.class)
                .list();
        if (lasting.equals(List.of(key.id()))) {
            throw ApiProblem.conflict(
                    "last-owner-key",
                    "This is the last key with the role owner that does not expire, and without it nobody could make"
                            + " keys. Make another one first.");
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
