package dev.tandem.api.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A workspace variable as the API shows it.
 *
 * @param workflowId the workflow that owns it; null if the whole organization does
 * @param value null for a secret, which nothing shows
 */
record WorkspaceVariable(
        UUID id,
        @Nullable UUID workflowId,
        String name,
        boolean isSecret,
        @Nullable JsonNode value,
        Instant createdAt,
        Instant updatedAt) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    static WorkspaceVariable of(ResultSet row, int number) throws SQLException {
        String value = row.getString("value");
        return new WorkspaceVariable(
                row.getObject("id", UUID.class),
                row.getObject("workflow_id", UUID.class),
                row.getString("name"),
                row.getBoolean("is_secret"),
                value == null ? null : MAPPER.readTree(value),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
