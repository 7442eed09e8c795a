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

    /** The server takes a token for so much longer than it says (tokenLeeway in livekit/protocol, auth/verifier.go). */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    /** A room is joined in a tenth of it; a successor comes later, since a beat is missed after 1 s. Whole seconds are cut off. */
    private static final Duration MOMENT = Duration.ofMillis(1_600);

    private AgentToken() {}

    /** When a token expires with which the server lets nobody in who comes more than a second or so from now. */
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
