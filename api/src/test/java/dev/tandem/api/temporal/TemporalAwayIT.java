package dev.tandem.api.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.Shop;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.TemporalServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class TemporalAwayIT {

    private static final String KEY = "tdm_away_0123456789abcdefghij";

    @Test
    void servesWithoutTemporalAndStartsCallsAsSoonAsItIsThere() {
        TemporalServer temporal = TemporalServer.builder().build();
        Map<String, String> settings = Map.of(
                "TANDEM_TEMPORAL_TARGET",
                temporal.target(),
                "TANDEM_BOOTSTRAP_KEY",
                KEY,
                "TANDEM_LIVEKIT_API_KEY",
                "devkey",
                "TANDEM_LIVEKIT_API_SECRET",
                "a-secret-of-at-least-thirty-two-characters");
        try (temporal;
                ConfigurableApplicationContext process =
                        StartedProcess.start(SharedServers.postgres().newDatabase(), settings)) {
            ApiClient api = new ApiClient(StartedProcess.address(process), KEY);
            String call = "{\"workflow_version_id\": \"" + Shop.published(api) + "\"}";

            Answer refused = api.post("/api/calls", call).problem(503, "temporal-unavailable");

            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(api.get("/api/calls").body().path("items")).isEmpty();
            api.get("/readyz").expect(200);

            temporal.start();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> api.post("/api/calls", call).status() == 201);
        }
    }

    @Test
    void whatTemporalRefusesIsTheInstallationsFault() {
        Map<String, String> settings = Map.of(
                "TANDEM_TEMPORAL_TARGET",
                SharedServers.temporal().target(),
                "TANDEM_TEMPORAL_NAMESPACE",
                "nowhere",
                "TANDEM_BOOTSTRAP_KEY",
                KEY,
                "TANDEM_LIVEKIT_API_KEY",
                "devkey",
                "TANDEM_LIVEKIT_API_SECRET",
                "a-secret-of-at-least-thirty-two-characters");
        try (ConfigurableApplicationContext process =
                StartedProcess.start(SharedServers.postgres().newDatabase(), settings)) {
            ApiClient api = new ApiClient(StartedProcess.address(process), KEY);

            api.post("/api/calls", "{\"workflow_version_id\": \"" + Shop.published(api) + "\"}")
                    .problem(503, "temporal-refuses");

            assertThat(api.get("/api/calls").body().path("items")).isEmpty();
        }
    }
}
