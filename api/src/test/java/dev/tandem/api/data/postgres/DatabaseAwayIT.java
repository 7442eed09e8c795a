package dev.tandem.api.data.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.PostgresServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class DatabaseAwayIT {

    private static final String KEY = "tdm_away_0123456789abcdefghij";

    @Test
    void answersTryAgainWhileTheDatabaseIsAwayAndServesWithoutARestartOnceItIsBack() {
        try (PostgresServer postgres = PostgresServer.builder().build()) {
            postgres.start();
            Map<String, String> settings =
                    Map.of("TANDEM_TEMPORAL_TARGET", SharedServers.temporal().target(), "TANDEM_BOOTSTRAP_KEY", KEY);
            try (ConfigurableApplicationContext process = StartedProcess.start(postgres.database(), settings)) {
                ApiClient api = new ApiClient(StartedProcess.address(process), KEY);
                api.post("/api/workflows", "{\"name\": \"Kept\"}").expect(201);

                postgres.stop();

                assertThat(api.get("/api/workflows")
                                .problem(503, "database-unavailable")
                                .header("Retry-After"))
                        .isEqualTo("5");
                api.post("/api/workflows", "{\"name\": \"Lost\"}").problem(503, "database-unavailable");
                api.get("/readyz").expect(503);
                api.get("/livez").expect(200);

                postgres.start();

                await().atMost(Duration.ofSeconds(30))
                        .until(() -> api.get("/api/workflows").status() == 200);
                api.get("/readyz").expect(200);
                assertThat(api.get("/api/workflows").body().path("items")).hasSize(1);
            }
        }
    }
}
