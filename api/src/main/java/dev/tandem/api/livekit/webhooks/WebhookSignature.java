package dev.tandem.api.livekit.webhooks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * LiveKit's signature of a webhook: in {@code Authorization}, without a scheme, a JWT (HS256) of the API key, with the
 * body's SHA-256 in the claim {@code sha256}, in base64. (The server SDK's receiver takes a token of any age.)
 */
final class WebhookSignature {

    /** LiveKit signs for five minutes; nobody else signs for longer. */
    static final Duration LONGEST_VALIDITY = Duration.ofMinutes(10);

    /** Between two clocks. */
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private final JWTVerifier verifier;
    private final Clock clock;

    WebhookSignature(String apiKey, String apiSecret, Clock clock) {
        JWTVerifier.BaseVerification wanted = (JWTVerifier.BaseVerification) JWT.require(Algorithm.HMAC256(apiSecret))
                .withIssuer(apiKey)
                .withClaimPresence("exp")
                .withClaimPresence("sha256")
                .acceptLeeway(LEEWAY.toSeconds());
        this.verifier = wanted.build(clock);
        this.clock = clock;
    }

    /** Whether LiveKit, and not long ago, sent exactly this body. */
    boolean holds(@Nullable String authorization, byte[] body) {
        if (authorization == null) {
            return false;
        }
        try {
            DecodedJWT token = verifier.verify(authorization.strip());
            Instant latest = clock.instant().plus(LONGEST_VALIDITY);
            return !token.getExpiresAtAsInstant().isAfter(latest)
                    && MessageDigest.isEqual(
                            sha256(body), token.getClaim("sha256").asString().getBytes(StandardCharsets.UTF_8));
        } catch (JWTVerificationException forged) {
            return false;
        }
    }

    static byte[] sha256(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encode(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
