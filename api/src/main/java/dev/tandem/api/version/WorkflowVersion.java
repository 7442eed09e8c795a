package dev.tandem.api.version;

import dev.tandem.api.http.json.StoredJson;
import dev.tandem.api.http.precondition.EntityTag;
import dev.tandem.workflows.document.DocumentSchema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import tools.jackson.databind.JsonNode;

/**
 * A version of a workflow with its configuration document.
 *
 * @param version counts from 1 in each workflow
 * @param revision counts the changes of this row
 */
@Table("workflow_version")
public record WorkflowVersion(
        @Id UUID id,
        UUID workflowId,
        int version,
        VersionStatus status,
        @Nullable Instant publishedAt,
        StoredJson config,
        int revision,
        Instant createdAt) {

    /** Returns the document in today's schema, whatever schema it was stored in. */
    public JsonNode document() {
        return DocumentSchema.current(config.value());
    }

    public EntityTag tag() {
        return EntityTag.ofRevision(revision);
    }
}
