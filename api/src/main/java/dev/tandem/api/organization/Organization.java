package dev.tandem.api.organization;

import dev.tandem.api.limits.Limits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant.
 *
 * @param slug first part of the ids of its call workflows in Temporal
 * @param timeZone IANA
 * @param retentionDays how long calls are kept; null if they are kept for good
 * @param limits how much it may use at once
 */
record Organization(
        UUID id,
        String name,
        String slug,
        String timeZone,
        @Nullable Integer retentionDays,
        Limits limits,
        Instant createdAt,
        Instant updatedAt) {

    static Organization of(ResultSet row, Limits defaults) throws SQLException {
        return new Organization(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("slug"),
                row.getString("time_zone"),
                row.getObject("retention_days", Integer.class),
                Limits.of(row, defaults),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
