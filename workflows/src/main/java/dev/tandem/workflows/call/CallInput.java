package dev.tandem.workflows.call;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * @param callId of the call_session
 * @param organization slug of the tenant
 * @param room name of the LiveKit room
 * @param variables given when the call starts
 */
public record CallInput(
        String callId,
        String organization,
        String versionId,
        String channel,
        String room,
        Map<String, JsonNode> variables) {

    public CallInput {
        variables = Map.copyOf(variables);
    }
}
