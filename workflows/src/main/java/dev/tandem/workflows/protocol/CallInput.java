package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.workflows.mock.TestTools;
import java.time.Duration;
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
 * @param joinSeconds time within which somebody has to join the room; null: {@link #JOIN}
 * @param testTools what the tools of a test are; null: the call is no test
 */
public record CallInput(
        String callId,
        String organization,
        @Nullable String organizationId,
        String versionId,
        String channel,
        String room,
        Map<String, JsonNode> variables,
        @Nullable Long joinSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TestTools testTools) {

    /** A call that nobody has joined for this long is dropped, unless the installation says otherwise. */
    public static final Duration JOIN = Duration.ofMinutes(10);

    public CallInput {
        variables = Map.copyOf(variables);
    }

    public CallInput(
            String callId,
            String organization,
            @Nullable String organizationId,
            String versionId,
            String channel,
            String room,
            Map<String, JsonNode> variables) {
        this(callId, organization, organizationId, versionId, channel, room, variables, null, null);
    }

    /** Returns the same input for a call that somebody has to join within this time. */
    public CallInput joinedWithin(Duration time) {
        return new CallInput(
                callId, organization, organizationId, versionId, channel, room, variables, time.toSeconds(), testTools);
    }

    /** Returns the same input for a call that is a test with these tools. */
    public CallInput test(TestTools tools) {
        return new CallInput(
                callId, organization, organizationId, versionId, channel, room, variables, joinSeconds, tools);
    }

    /** Returns the time from its start within which somebody has to join the call. */
    public Duration join() {
        return joinSeconds == null ? JOIN : Duration.ofSeconds(joinSeconds);
    }

    /** Returns the organization as the activities on {@code records} get it: its id, or else its slug. */
    public String tenant() {
        return organizationId == null ? organization : organizationId;
    }
}
