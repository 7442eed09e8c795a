package dev.tandem.api.access;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys that were given out. */
@Repository
class Keys {

    private final JdbcClient jdbc;

    Keys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose key it is; empty if it was never given out, has expired or was revoked. */
    Optional<Access> access(ApiKey key) {
        return jdbc.sql("""
                        select k.id, k.hash, k.role, k.organization_id, o.slug,
                               coalesce(k.last_used_at < now() - interval '1 minute', true) as used_long_ago
                        from api_key k join organization o on o.id = k.organization_id
                        where k.prefix = :prefix and k.revoked_at is null
                          and (k.expires_at is null or k.expires_at > now())
                        """)
                .param("prefix", key.prefix())
                .query((row, number) -> stored(row, key))
                .optional()
                .filter(Stored::matches)
                .map(this::used);
    }

    private Access used(Stored stored) {
        if (stored.usedLongAgo) {
            jdbc.sql("update api_key set last_used_at = now() where id = :id")
                    .param("id", stored.id)
                    .update();
        }
        return stored.access;
    }

    private static Stored stored(ResultSet row, ApiKey key) throws SQLException {
        Access access = new Access(
                row.getObject("organization_id", UUID.class),
                row.getString("slug"),
                "key:" + row.getObject("id", UUID.class),
                Set.of(Role.of(row.getString("role"))));
        UUID id = row.getObject("id", UUID.class);
        boolean matches = MessageDigest.isEqual(row.getBytes("hash"), key.hash());
        return new Stored(id, access, matches, row.getBoolean("used_long_ago"));
    }

    private record Stored(UUID id, Access access, boolean matches, boolean usedLongAgo) {}
}
