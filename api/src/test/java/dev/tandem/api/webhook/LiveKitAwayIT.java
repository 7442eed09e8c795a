package dev.tandem.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Nobody listens where the LiveKit server should be. */
class LiveKitAwayIT extends ApiTest {

    @DynamicPropertySource
    static void nobody(DynamicPropertyRegistry registry) {
        registry.add("TANDEM_LIVEKIT_URL", () -> "ws://127.0.0.1:1");
    }

    @Test
    void aWebhookComesAgainWhenItIsNotKnownWhoIsInTheRoom() throws Exception {
        Answer started = api.post("/api/calls", "{\"workflow_version_id\": \"" + shop("Away") + "\"}")
                .expect(201);
        String body = WebhooksIT.left(started.text("/livekit/room"), "RM_1", "PA_1");

        Answer refused = api.send(client("")
                        .request("/api/webhooks/livekit")
                        .header("Content-Type", "application/webhook+json")
                        .header("Authorization", WebhooksIT.signature(body))
                        .POST(BodyPublishers.ofString(body)))
                .problem(503, "livekit-unavailable");

        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(api.get("/api/calls/" + started.text("/id")).text("/status")).isEqualTo("active");
    }
}
