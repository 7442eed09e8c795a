package dev.tandem.api.testing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A test, as it is listed.
 *
 * @param callId the call behind it
 * @param snapshotSha256 of the document that the call follows, in hex
 * @param status of the call: active, completed or dropped
 * @param endedReason in snake_case; null while the call is active
 * @param verdicts on the expectations of a scenario; empty: somebody tried the version by hand
 */
public record TestSession(
        UUID id,
        UUID workflowVersionId,
        UUID callId,
        @Nullable String snapshotSha256,
        String channel,
        String status,
        @Nullable String endedReason,
        JsonNode verdicts,
        Instant createdAt) {}
