package dev.tandem.api.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiTest;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Sets and changes master keys as an installation's operator does. */
@ExtendWith(OutputCaptureExtension.class)
class MasterKeysIT {

    private static final String OLD = "2025:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private static final String NEW = "2026:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
    private static final String SECRET = "{\"name\": \"crm_key\", \"is_secret\": true, \"value\": \"canary-4f9c2b\"}";

    private final Database database = SharedServers.postgres().newDatabase();

    @Test
    void withoutAMasterKeySecretsAreRefusedAndEverythingElseWorks(CapturedOutput output) {
        try (ConfigurableApplicationContext process = start("")) {
            ApiClient api = client(process);

            assertThat(api.post("/api/workspace-variables", SECRET)
                            .problem(503, "no-master-key")
                            .text("/detail"))
                    .contains("TANDEM_MASTER_KEY");
            api.post("/api/workspace-variables", "{\"name\": \"shop\", \"value\": \"Lakeside\"}")
                    .expect(201);
            api.post("/api/workflows", "{\"name\": \"Shop\"}").expect(201);
        }
        assertThat(output.getAll()).contains("TANDEM_MASTER_KEY is not set").doesNotContain("canary");
    }

    @Test
    void dataKeysComeUnderTheNewestMasterKeyAlsoWhenTwoProcessesStartAtOnce(CapturedOutput output) {
        try (ConfigurableApplicationContext process = start(OLD)) {
            client(process).post("/api/workspace-variables", SECRET).expect(201);
        }
        assertThat(masterKeys()).containsExactly("2025");

        // Processes in one JVM share their logging, and two must not set it up at the same time.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try {
            List<CompletableFuture<ConfigurableApplicationContext>> both = List.of(
                    CompletableFuture.supplyAsync(() -> start(NEW + "," + OLD), MasterKeysIT::atOnce),
                    CompletableFuture.supplyAsync(() -> start(NEW + "," + OLD), MasterKeysIT::atOnce));
            both.forEach(process -> process.join().close());
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }

        assertThat(masterKeys()).containsExactly("2026");
        assertThat(output.getAll().lines().filter(line -> line.contains("data keys are now under the master key 2026")))
                .as("one of both did it")
                .satisfies(lines -> assertThat(lines.stream().distinct()).hasSize(1));
        try (ConfigurableApplicationContext process = start(NEW)) {
            client(process)
                    .post("/api/workspace-variables", SECRET.replace("crm_key", "other_key"))
                    .expect(201);
        }
        assertThat(output.getAll())
                .doesNotContain("AQEB")
                .doesNotContain("AgIC")
                .doesNotContain("canary");
    }

    @Test
    void secretsThatAreSetAtOnceShareOneDataKey() {
        try (ConfigurableApplicationContext process = start(OLD)) {
            ApiClient api = client(process);
            List<CompletableFuture<Integer>> statuses = IntStream.range(0, 8)
                    .mapToObj(i -> SECRET.replace("crm_key", "key_" + i))
                    .map(body -> CompletableFuture.supplyAsync(
                            () -> api.post("/api/workspace-variables", body).status(), MasterKeysIT::atOnce))
                    .toList();

            assertThat(statuses).allSatisfy(status -> assertThat(status.join()).isEqualTo(201));
        }
        assertThat(masterKeys()).hasSize(1);
    }

    @Test
    void aProcessWithoutTheOldMasterKeySaysWhichItNeedsAndServesTheRest(CapturedOutput output) {
        try (ConfigurableApplicationContext process = start(OLD)) {
            client(process).post("/api/workspace-variables", SECRET).expect(201);
        }
        try (ConfigurableApplicationContext process = start(NEW)) {
            assertThat(client(process)
                            .post("/api/workspace-variables", SECRET.replace("crm_key", "other_key"))
                            .problem(503, "master-key-missing")
                            .text("/detail"))
                    .contains("2025", "TANDEM_MASTER_KEY");
            client(process).get("/api/workflows").expect(200);
        }
        assertThat(output.getAll()).contains("stays as it is", "2025");
        assertThat(masterKeys()).containsExactly("2025");
    }

    /** Starts a thread, because the common pool of a small machine would run one task after the other. */
    private static void atOnce(Runnable start) {
        Thread.ofPlatform().start(start);
    }

    private ConfigurableApplicationContext start(String masterKeys) {
        return StartedProcess.start(
                database,
                Map.of(
                        "TANDEM_TEMPORAL_TARGET",
                        SharedServers.temporal().target(),
                        "TANDEM_BOOTSTRAP_KEY",
                        ApiTest.KEY,
                        "TANDEM_MASTER_KEY",
                        masterKeys));
    }

    private static ApiClient client(ConfigurableApplicationContext process) {
        return new ApiClient(StartedProcess.address(process), ApiTest.KEY);
    }

    private List<String> masterKeys() {
        return JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()))
                .sql("select master_key_id from data_key")
                .query((row, number) -> row.getString("master_key_id"))
                .list();
    }
}
