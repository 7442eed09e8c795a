package dev.tandem.api.scenario;

import dev.tandem.api.http.precondition.EntityTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A scenario that is kept with a workflow.
 *
 * @param required whether a version is published only when this passes on it
 * @param yaml as it was written; null: it came as JSON
 * @param sha256 of the document
 */
record KeptScenario(
        UUID id,
        UUID workflowId,
        String name,
        boolean required,
        JsonNode document,
        @Nullable String yaml,
        String sha256,
        int revision,
        Instant createdAt,
        Instant updatedAt) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static KeptScenario of(ResultSet row, int number) throws SQLException {
        return new KeptScenario(
                row.getObject("id", UUID.class),
                row.getObject("workflow_id", UUID.class),
                row.getString("name"),
                row.getBoolean("required"),
                MAPPER.readTree(row.getString("document")),
                row.getString("yaml"),
                row.getString("sha256"),
                row.getInt("revision"),
                Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class))
                        .toInstant(),
                Objects.requireNonNull(row.getObject("updated_at", OffsetDateTime.class))
                        .toInstant());
    }

    EntityTag tag() {
        return EntityTag.ofRevision(revision);
    }
}
