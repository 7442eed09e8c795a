package dev.tandem.api.edge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import java.util.HashMap;
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

    @Test
    void onlyATrustedProxySaysWhoseRequestItPassesOn() {
        try (ConfigurableApplicationContext alone = start(Map.of());
                ConfigurableApplicationContext behind = start(Map.of("TANDEM_TRUSTED_PROXIES", "127.0.0.1"))) {
            IntStream.range(0, 3).forEach(i -> guess(alone, "203.0.113." + i).problem(401, "unauthorized"));
            guess(alone, "203.0.113.99").problem(429, "rate-limited");

            IntStream.range(0, 3).forEach(i -> guess(behind, "203.0.113.1").problem(401, "unauthorized"));
            guess(behind, "203.0.113.1").problem(429, "rate-limited");
            guess(behind, "203.0.113.2").problem(401, "unauthorized");
            // What a client writes itself stands to the left of what the proxy adds.
            guess(behind, "203.0.113.7, 203.0.113.1").problem(429, "rate-limited");
        }
    }

    @Test
    void guessesOfTheAdministratorsKeyCountAndDoNotHoldUpTheAdministrator() {
        String key = "an-administrators-key-of-the-tests";
        try (ConfigurableApplicationContext process = start(Map.of("TANDEM_ADMIN_KEY", key))) {
            ApiClient administrator = new ApiClient(StartedProcess.address(process), key);
            ApiClient guesser = new ApiClient(StartedProcess.address(process), key + "x");
            administrator.get("/api/organizations").expect(200);

            IntStream.range(0, 3).forEach(i -> guesser.get("/api/organizations").problem(403, "forbidden"));

            guesser.get("/api/organizations").problem(429, "rate-limited");
            administrator.get("/api/organizations").expect(200);
        }
    }

    private static ConfigurableApplicationContext start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "TANDEM_TEMPORAL_TARGET",
                SharedServers.temporal().target(),
                "TANDEM_BOOTSTRAP_KEY",
                KEY,
                "TANDEM_FAILED_KEYS_PER_MINUTE",
                "1",
                "TANDEM_FAILED_KEYS_BURST",
                "3"));
        settings.putAll(more);
        return StartedProcess.start(SharedServers.postgres().newDatabase(), settings);
    }

    private static ApiClient.Answer guess(ConfigurableApplicationContext process, String forwardedFor) {
        ApiClient guesser = new ApiClient(StartedProcess.address(process), "tdm_guess_0123456789abcdefgh");
        return guesser.send(guesser.request("/api/workflows")
                .header("X-Forwarded-For", forwardedFor)
                .header("Forwarded", "for=" + forwardedFor)
                .GET());
    }
}
