package dev.tandem.api.workflow;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A named graph of agents. Its versions hold the configuration. */
@Table("workflow")
record Workflow(
        @Id UUID id,
        UUID organizationId,
        String name,
        @Nullable String description,
        Instant createdAt,
        Instant updatedAt) {}
