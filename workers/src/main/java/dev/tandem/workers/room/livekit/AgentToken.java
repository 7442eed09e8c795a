package dev.tandem.workers.room.livekit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Makes the token with which an agent joins. LiveKit's clients tell an agent from a caller by {@code kind}, which
 * io.livekit's AccessToken cannot express. So the claims are written here, as LiveKit's server writes them for a
 * dispatched agent.
 */
final class AgentToken {

    /** The default validity in LiveKit. The server gives fresh tokens to participants who are in a room. */
    private static final Duration VALID = Duration.ofHours(6);

    /** The server accepts a token this much longer than it says (tokenLeeway in livekit/protocol, auth/verifier.go). */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    /**
     * Validity of a token to join now. Joining takes a tenth of it. A successor comes later, because a heartbeat is
     * missed only after 1 s. Whole seconds are cut off.
     */
    private static final Duration MOMENT = Duration.ofMillis(1_600);

    private AgentToken() {}

    /**
     * Returns the expiry of a token with which the server admits nobody who comes more than about a second from now.
     */
    static Instant inAMoment(Instant now) {
        return now.plus(MOMENT).minus(LEEWAY);
    }

    static Instant later(Instant now) {
        return now.plus(VALID);
    }

    static String of(
            LiveKitSettings settings, String room, String identity, Map<String, String> attributes, Instant expiry) {
        return JWT.create()
                .withIssuer(settings.apiKey())
                .withSubject(identity)
                .withExpiresAt(expiry)
                .withClaim("kind", "agent")
                .withClaim("attributes", attributes)
                .withClaim("video", grants(room))
                .sign(Algorithm.HMAC256(settings.apiSecret()));
    }

    /** Returns the grants. {@code canUpdateOwnMetadata} allows attributes to be set after joining. */
    private static Map<String, Object> grants(String room) {
        return Map.of(
                "room", room,
                "roomJoin", true,
                "agent", true,
                "canPublish", true,
                "canPublishData", true,
                "canSubscribe", true,
                "canUpdateOwnMetadata", true);
    }
}
