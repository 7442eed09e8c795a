package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.workflows.mock.TestTools;
import java.time.Duration;
import java.time.Instant;
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
 * @param snapshot SHA-256 of the document that a test follows, in hex; null: the version's own
 * @param clock time of the call's own clock when it starts; null: the real time
 * @param inMemory true: the room is in the memory of whichever process attends the call, where the caller writes by
 *     {@code typed}
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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TestTools testTools,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String snapshot,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant clock,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean inMemory) {

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
        this(callId, organization, organizationId, versionId, channel, room, variables, null, null, null, null, null);
    }

    /** Returns the same input for a call that somebody has to join within this time. */
    public CallInput joinedWithin(Duration time) {
        return new CallInput(
                callId,
                organization,
                organizationId,
                versionId,
                channel,
                room,
                variables,
                time.toSeconds(),
                testTools,
                snapshot,
                clock,
                inMemory);
    }

    /** Returns the same input for a call that is a test with these tools. */
    public CallInput test(TestTools tools) {
        return new CallInput(
                callId,
                organization,
                organizationId,
                versionId,
                channel,
                room,
                variables,
                joinSeconds,
                tools,
                snapshot,
                clock,
                inMemory);
    }

    /** Returns the same input for a call that follows a frozen document, by a clock that starts at this time. */
    public CallInput frozen(String sha256, @Nullable Instant start) {
        return new CallInput(
                callId,
                organization,
                organizationId,
                versionId,
                channel,
                room,
                variables,
                joinSeconds,
                testTools,
                sha256,
                start,
                inMemory);
    }

    /** Returns the same input for a call whose room is in memory. */
    public CallInput withoutServer() {
        return new CallInput(
                callId,
                organization,
                organizationId,
                versionId,
                channel,
                room,
                variables,
                joinSeconds,
                testTools,
                snapshot,
                clock,
                true);
    }

    /**
     * Returns the time of the call's own clock.
     *
     * @param began when the call started
     * @param now the real time
     */
    public Instant clockAt(Instant began, Instant now) {
        return clock == null ? now : clock.plus(Duration.between(began, now));
    }

    /** Returns the time from its start within which somebody has to join the call. */
    public Duration join() {
        return joinSeconds == null ? JOIN : Duration.ofSeconds(joinSeconds);
    }

    /** Returns the organization as the activities on {@code records} get it: its id, or else its slug. */
    public String tenant() {
        return organizationId == null ? organization : organizationId;
    }

    /** Returns whether the caller is at no server: the room is in memory. */
    public boolean atNoServer() {
        return Boolean.TRUE.equals(inMemory);
    }
}
