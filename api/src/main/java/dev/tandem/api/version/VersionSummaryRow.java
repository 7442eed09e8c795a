package dev.tandem.api.version;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads a row of a list of versions. A page of workflows has a hundred of them, and the objects of Spring Data's
 * general mapper were 40 % of the memory of such a request.
 */
final class VersionSummaryRow implements RowMapper<VersionSummary> {

    @Override
    public VersionSummary mapRow(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime publishedAt = row.getObject("published_at", OffsetDateTime.class);
        return new VersionSummary(
                row.getObject("id", UUID.class),
                row.getObject("workflow_id", UUID.class),
                row.getInt("version"),
                VersionStatus.of(row.getString("status")),
                publishedAt == null ? null : publishedAt.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
