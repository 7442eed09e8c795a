package dev.tandem.workers.room.livekit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The token an agent joins with. io.livekit's AccessToken cannot say {@code kind}, by which LiveKit's clients tell an
 * agent from a caller; so the claims are written here, as LiveKit's server writes them for a dispatched agent.
 */
final class AgentToken {

    /** LiveKit's own default; the server hands out fresh tokens to those in a room. */
    private static final Duration VALID = Duration.ofHours(6);

    private AgentToken() {}

    static String of(
            LiveKitSettings settings, String room, String identity, Map<String, String> attributes, Instant now) {
        return JWT.create()
                .withIssuer(settings.apiKey())
                .withSubject(identity)
                .withNotBefore(now)
                .withExpiresAt(now.plus(VALID))
                .withClaim("kind", "agent")
                .withClaim("attributes", attributes)
                .withClaim("video", grants(room))
                .sign(Algorithm.HMAC256(settings.apiSecret()));
    }

    /** {@code canUpdateOwnMetadata} allows attributes to be set after joining. */
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
