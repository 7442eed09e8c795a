package dev.tandem.api.apikey;

import dev.tandem.api.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret part.
 *
 * @param prefix its first characters, which tell it from others
 * @param expiresAt null: never
 * @param revokedAt null if it is not revoked
 * @param lastUsedAt to the minute; null if it was never used
 */
record StoredKey(
        UUID id,
        String name,
        String prefix,
        Role role,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    static final String COLUMNS = "id, name, prefix, role, created_at, expires_at, revoked_at, last_used_at";

    static StoredKey of(ResultSet row, int number) throws SQLException {
        return new StoredKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                Role.of(row.getString("role")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
