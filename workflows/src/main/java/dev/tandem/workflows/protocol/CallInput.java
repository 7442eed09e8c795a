package dev.tandem.workflows.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The input that a call is started with.
 *
 * @param callId of the call_session
 * @param organization slug of the organization
 * @param organizationId id of the organization; null: the call started before calls carried it
 * @param room name of the LiveKit room
 * @param variables given when the call starts
 */
public record CallInput(
        String callId,
        String organization,
        @Nullable String organizationId,
        String versionId,
        String channel,
        String room,
        Map<String, JsonNode> variables) {

    public CallInput {
        variables = Map.copyOf(variables);
    }

    /** Returns the organization as the activities on {@code records} get it: its id, or else its slug. */
    public String tenant() {
        return organizationId == null ? organization : organizationId;
    }
}
