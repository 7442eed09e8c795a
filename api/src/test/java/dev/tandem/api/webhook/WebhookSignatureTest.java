package dev.tandem.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Checks signatures that a real LiveKit server made. */
class WebhookSignatureTest {

    private static final RecordedWebhooks RECORDED = RecordedWebhooks.read();
    private static final RecordedWebhooks.Webhook FIRST = RECORDED.webhooks().getFirst();

    @Test
    void theSignaturesOfARealServerHold() {
        WebhookSignature signature = at(RECORDED.recordedAt());

        assertThat(RECORDED.webhooks())
                .hasSizeGreaterThan(100)
                .allSatisfy(webhook -> assertThat(signature.holds(webhook.authorization(), bytes(webhook.body())))
                        .isTrue());
    }

    @Test
    void anotherBodyIsNotWhatWasSigned() {
        assertThat(at(RECORDED.recordedAt()).holds(FIRST.authorization(), bytes(FIRST.body() + " ")))
                .isFalse();
        assertThat(at(RECORDED.recordedAt()).holds(FIRST.authorization(), new byte[0]))
                .isFalse();
    }

    @Test
    void aSignatureGrowsOld() {
        assertThat(at(RECORDED.recordedAt().plus(Duration.ofMinutes(6)))
                        .holds(FIRST.authorization(), bytes(FIRST.body())))
                .isFalse();
    }

    @Test
    void anotherKeyOrSecretSignsNothing() {
        Clock clock = Clock.fixed(RECORDED.recordedAt(), ZoneOffset.UTC);

        assertThat(new WebhookSignature(RECORDED.apiKey(), "another secret of thirty-two bytes", clock)
                        .holds(FIRST.authorization(), bytes(FIRST.body())))
                .isFalse();
        assertThat(new WebhookSignature("APIother", RECORDED.apiSecret(), clock)
                        .holds(FIRST.authorization(), bytes(FIRST.body())))
                .isFalse();
    }

    @Test
    void aTokenThatLetsACallerIntoARoomSignsNoBody() {
        String callers = token().withClaim("video", "{}").sign(Algorithm.HMAC256(RECORDED.apiSecret()));

        assertThat(at(RECORDED.recordedAt()).holds(callers, bytes("{}"))).isFalse();
    }

    @Test
    void aTokenWithoutAnEndOrWithAnUnlikelyOneSignsNothing() {
        String body = "{}";
        String hash = new String(WebhookSignature.sha256(bytes(body)), StandardCharsets.US_ASCII);
        Algorithm algorithm = Algorithm.HMAC256(RECORDED.apiSecret());
        Instant now = RECORDED.recordedAt();

        assertThat(at(now).holds(token().withClaim("sha256", hash).sign(algorithm), bytes(body)))
                .isTrue();
        assertThat(at(now).holds(
                                JWT.create()
                                        .withIssuer(RECORDED.apiKey())
                                        .withClaim("sha256", hash)
                                        .sign(algorithm),
                                bytes(body)))
                .isFalse();
        assertThat(at(now).holds(
                                token().withExpiresAt(now.plus(Duration.ofDays(1)))
                                        .withClaim("sha256", hash)
                                        .sign(algorithm),
                                bytes(body)))
                .isFalse();
        assertThat(at(now).holds(token().withClaim("sha256", hash).sign(Algorithm.none()), bytes(body)))
                .isFalse();
    }

    @Test
    void whatIsNoTokenSignsNothing() {
        for (String none : new String[] {"", "Bearer x", "a.b.c", "Bearer " + FIRST.authorization()}) {
            assertThat(at(RECORDED.recordedAt()).holds(none, bytes(FIRST.body())))
                    .isFalse();
        }
        assertThat(at(RECORDED.recordedAt()).holds(null, bytes(FIRST.body()))).isFalse();
    }

    private static JWTCreator.Builder token() {
        return JWT.create()
                .withIssuer(RECORDED.apiKey())
                .withExpiresAt(RECORDED.recordedAt().plus(Duration.ofMinutes(5)));
    }

    private static WebhookSignature at(Instant now) {
        return new WebhookSignature(RECORDED.apiKey(), RECORDED.apiSecret(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
