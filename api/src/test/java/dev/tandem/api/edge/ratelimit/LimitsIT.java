package dev.tandem.api.edge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class LimitsIT {

    private static final String KEY = "tdm_limited_0123456789abcdef";

    @Test
    void whoAsksTooMuchWaitsAndWhoGuessesKeysHoldsUpNobodyWhoHasOne() {
        Map<String, String> settings = Map.of(
                "TANDEM_TEMPORAL_TARGET", SharedServers.temporal().target(),
                "TANDEM_BOOTSTRAP_KEY", KEY,
                "TANDEM_REQUESTS_PER_SECOND", "1",
                "TANDEM_REQUESTS_BURST", "5",
                "TANDEM_FAILED_KEYS_PER_MINUTE", "1",
                "TANDEM_FAILED_KEYS_BURST", "3");
        try (ConfigurableApplicationContext process =
                StartedProcess.start(SharedServers.postgres().newDatabase(), settings)) {
            ApiClient api = new ApiClient(StartedProcess.address(process), KEY);
            ApiClient guesser = new ApiClient(StartedProcess.address(process), "tdm_guess_0123456789abcdefgh");

            api.get("/api/workflows").expect(200);
            IntStream.range(0, 3).forEach(i -> guesser.get("/api/workflows").problem(401, "unauthorized"));
            assertThat(guesser.get("/api/workflows")
                            .problem(429, "rate-limited")
                            .header("Retry-After"))
                    .matches("[1-9][0-9]?");
            guesser.post("/api/webhooks/livekit", "{}").problem(401, "webhook-signature");

            IntStream.range(0, 4).forEach(i -> api.get("/api/workflows").expect(200));
            assertThat(IntStream.range(0, 5)
                            .mapToObj(i -> api.get("/api/workflows"))
                            .filter(answer -> answer.status() == 429))
                    .isNotEmpty()
                    .allSatisfy(answer -> assertThat(
                                    answer.problem(429, "rate-limited").header("Retry-After"))
                            .isEqualTo("1"));
        }
    }
}
