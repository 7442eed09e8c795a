package dev.tandem.api.version;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A version without its configuration, as lists show it. */
public record VersionSummary(
        UUID id,
        UUID workflowId,
        int version,
        VersionStatus status,
        @Nullable Instant publishedAt,
        Instant createdAt) {

    static VersionSummary of(WorkflowVersion version) {
        return new VersionSummary(
                version.id(),
                version.workflowId(),
                version.version(),
                version.status(),
                version.publishedAt(),
                version.createdAt());
    }
}
