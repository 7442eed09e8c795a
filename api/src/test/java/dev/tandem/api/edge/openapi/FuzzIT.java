package dev.tandem.api.edge.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sends valid and invalid requests that Schemathesis generates from the OpenAPI document. They are the same in each
 * run.
 */
class FuzzIT {

    private static final String KEY = "tdm_fuzz_0123456789abcdefghij";
    private static final Path SCRIPT = Path.of("src", "test", "fuzz", "fuzz.py");
    private static final Path REPORTS = Path.of("target", "fuzz");

    private static final Duration BUDGET =
            Duration.ofSeconds(Integer.parseInt(System.getenv().getOrDefault("FUZZ_SECONDS", "60")));

    @Test
    void noRequestBreaksTheServerOrGetsWhatTheDocumentDoesNotSay() throws IOException, InterruptedException {
        Map<String, String> settings = Map.of(
                "TANDEM_TEMPORAL_TARGET", SharedServers.temporal().target(),
                "TANDEM_BOOTSTRAP_KEY", KEY,
                "TANDEM_LIVEKIT_API_KEY", "devkey",
                "TANDEM_LIVEKIT_API_SECRET", "a-secret-of-at-least-thirty-two-characters",
                "TANDEM_REQUESTS_PER_SECOND", "100000",
                "TANDEM_REQUESTS_BURST", "100000",
                "TANDEM_ORGANIZATION_LIVE_CALLS", "100000",
                "TANDEM_ORGANIZATION_CALLS_PER_SECOND", "1000",
                "TANDEM_FAILED_KEYS_BURST", "100000");
        try (ConfigurableApplicationContext process =
                StartedProcess.start(SharedServers.postgres().newDatabase(), settings)) {
            assertThat(fuzz(StartedProcess.address(process)))
                    .as("what it found is in %s", REPORTS.toAbsolutePath())
                    .isZero();
        }
    }

    private static int fuzz(String address) throws IOException, InterruptedException {
        Files.createDirectories(REPORTS);
        String seconds = Long.toString(BUDGET.toSeconds());
        String folder = REPORTS.toAbsolutePath().toString();
        Process fuzzer = new ProcessBuilder(
                        "python3", SCRIPT.toAbsolutePath().toString(), address, KEY, seconds, folder)
                .redirectErrorStream(true)
                .redirectOutput(REPORTS.resolve("output.txt").toFile())
                .start();
        try {
            boolean ended = fuzzer.waitFor(BUDGET.plusMinutes(5).toSeconds(), TimeUnit.SECONDS);
            assertThat(ended).as("the fuzzer ends by itself").isTrue();
            return fuzzer.exitValue();
        } finally {
            fuzzer.destroyForcibly();
        }
    }
}
