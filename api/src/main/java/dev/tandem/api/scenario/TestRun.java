package dev.tandem.api.scenario;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Scenarios that were run together on one version.
 *
 * @param snapshotSha256 of the document that all its calls follow, in hex
 * @param status running, passed, failed or cancelled
 * @param endedAt null: it runs
 */
record TestRun(
        UUID id,
        UUID workflowId,
        UUID workflowVersionId,
        String snapshotSha256,
        TestChannel channel,
        String status,
        Progress progress,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /**
     * How far it is.
     *
     * @param attempts calls in all
     * @param broken calls that could not be made
     */
    record Progress(int scenarios, int attempts, int passed, int failed, int broken, int running) {}

    /**
     * What became of one scenario.
     *
     * @param scenarioId of the kept scenario; null: it was sent with the request, or is deleted
     * @param atLeast how many attempts have to pass
     * @param status running, passed, failed or cancelled
     * @param problems why it cannot be run on this version; empty: it can
     */
    record Outcome(
            String name,
            @Nullable UUID scenarioId,
            String status,
            int passed,
            int attempts,
            int atLeast,
            JsonNode problems,
            List<AttemptView> results) {

        Outcome with(List<AttemptView> attempts) {
            return new Outcome(
                    name, scenarioId, status, passed, this.attempts, atLeast, problems, List.copyOf(attempts));
        }
    }

    /**
     * One call of a scenario.
     *
     * @param attempt from 0
     * @param status running, passed, failed or broken
     * @param reason why the call could not be made; null: it could
     * @param testSessionId null: the call has not begun, never began, or is erased
     * @param verdicts one for each expectation; of an attempt that passed only what is more than a pass
     */
    record AttemptView(
            int attempt,
            String status,
            @Nullable String reason,
            @Nullable UUID testSessionId,
            @Nullable UUID callId,
            JsonNode verdicts) {}
}
