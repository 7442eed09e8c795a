package dev.tandem.api.workflow;

import dev.tandem.api.http.precondition.EntityTag;
import dev.tandem.api.version.VersionStatus;
import dev.tandem.api.version.VersionSummary;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as the API shows it.
 *
 * @param draft the latest draft; null if there is none
 * @param published the published version; null if there is none, and calls to the workflow are refused
 */
record WorkflowView(
        UUID id,
        String name,
        @Nullable String description,
        Instant createdAt,
        Instant updatedAt,
        @Nullable VersionSummary draft,
        @Nullable VersionSummary published) {

    static WorkflowView of(Workflow workflow, List<VersionSummary> current) {
        return new WorkflowView(
                workflow.id(),
                workflow.name(),
                workflow.description(),
                workflow.createdAt(),
                workflow.updatedAt(),
                version(workflow, VersionStatus.DRAFT, current),
                version(workflow, VersionStatus.PUBLISHED, current));
    }

    EntityTag tag() {
        return EntityTag.ofState(this);
    }

    private static @Nullable VersionSummary version(
            Workflow workflow, VersionStatus status, List<VersionSummary> current) {
        return current.stream()
                .filter(version -> version.workflowId().equals(workflow.id()) && version.status() == status)
                .findFirst()
                .orElse(null);
    }
}
