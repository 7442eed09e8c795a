package dev.tandem.api.call;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of a call.
 *
 * @param endedAt null while it is active
 * @param endedReason as its last event says; null while it is active, and of calls that ended before it was kept
 * @param isTest whether analytics leave the call out unless they are asked for tests
 * @param room name of the LiveKit room; null for a call without one
 * @param temporalWorkflowId of its call workflow
 */
@Table("call_session")
record StoredCall(
        @Id UUID id,
        UUID workflowVersionId,
        CallStatus status,
        String channel,
        boolean isTest,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String endedReason,
        @Nullable String room,
        String temporalWorkflowId,
        Instant createdAt) {}
