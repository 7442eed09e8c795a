package dev.tandem.api.webhook;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks LiveKit's signature of a webhook. {@code Authorization} holds, without a scheme, a JWT (HS256) signed with the
 * API secret; its claim {@code sha256} is the body's SHA-256 in base64. (The receiver of the server SDK accepts a token
 * of any age.)
 */
final class WebhookSignature {

    /** Longest validity that is accepted. LiveKit signs for five minutes. */
    static final Duration LONGEST_VALIDITY = Duration.ofMinutes(10);

    /** The clocks of two machines may be this far apart. */
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

    /** Whether LiveKit signed some body a short while ago. No body has to be read to know that. */
    boolean isValid(@Nullable String authorization) {
        return token(authorization).isPresent();
    }

    /** Whether LiveKit sent exactly this body a short while ago. */
    boolean holds(@Nullable String authorization, byte[] body) {
        return token(authorization)
                .filter(token -> MessageDigest.isEqual(
                        sha256(body), token.getClaim("sha256").asString().getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private Optional<DecodedJWT> token(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        try {
            Instant latest = clock.instant().plus(LONGEST_VALIDITY);
            return Optional.of(verifier.verify(authorization.strip()))
                    .filter(token -> !token.getExpiresAtAsInstant().isAfter(latest));
        } catch (JWTVerificationException forged) {
            return Optional.empty();
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
