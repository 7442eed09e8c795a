package dev.tandem.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.process.ChildProcess;
import dev.tandem.stack.process.Port;
import dev.tandem.stack.process.Program;
import dev.tandem.stack.process.Readiness;
import dev.tandem.stack.run.Applications;
import dev.tandem.stack.run.Checkout;
import dev.tandem.stack.server.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops a separate process by SIGTERM while it is at work. */
class GracefulShutdownIT {

    private static final String KEY = "tdm_terminated_0123456789abcdef";

    /**
     * Exit code of a process that was stopped by SIGTERM, in Docker and in shells: 128 and the number of the signal.
     */
    private static final int BY_SIGTERM = 143;

    private final Database database = SharedServers.postgres().newDatabase();
    private final int port = Port.free("the API").reserve().number();
    private final ApiClient api = new ApiClient("http://127.0.0.1:" + port, KEY);

    @Test
    void whatIsUnderWayIsAnsweredAndNothingNewIsTaken(@TempDir Path folder) throws Exception {
        try (ChildProcess process = start(folder.resolve("api.log"))) {
            String workflow = "/api/workflows/"
                    + api.post("/api/workflows", "{\"name\": \"Before\"}")
                            .expect(201)
                            .text("/id");
            try (Connection held = connection();
                    Statement lock = held.createStatement()) {
                held.setAutoCommit(false);
                lock.execute("select 1 from workflow for update");
                CompletableFuture<ApiClient.Answer> underWay =
                        CompletableFuture.supplyAsync(() -> api.patch(workflow, "{\"name\": \"After\"}"));
                await().atMost(Duration.ofSeconds(20)).until(() -> underWay.isDone() || waitsForTheLock());
                assertThat(underWay).isNotDone();

                ProcessHandle.of(process.pid()).orElseThrow().destroy();
                await().atMost(Duration.ofSeconds(10)).until(this::refusesConnections);
                assertThat(underWay).isNotDone();
                held.rollback();

                assertThat(underWay.get(10, TimeUnit.SECONDS).expect(200).text("/name"))
                        .isEqualTo("After");
            }
            assertThat(process.exit().get(30, TimeUnit.SECONDS)).isEqualTo(BY_SIGTERM);
        }
    }

    private ChildProcess start(Path log) {
        Map<String, String> settings = Map.of(
                "TANDEM_API_PORT", Integer.toString(port),
                "TANDEM_MANAGEMENT_PORT", "0",
                "TANDEM_BOOTSTRAP_KEY", KEY,
                "TANDEM_TEMPORAL_TARGET", SharedServers.temporal().target(),
                "TANDEM_DATABASE_URL", database.url(),
                "TANDEM_DATABASE_USER", database.application().user(),
                "TANDEM_DATABASE_PASSWORD", database.application().password(),
                "TANDEM_MIGRATION_DATABASE_USER", database.owner().user(),
                "TANDEM_MIGRATION_DATABASE_PASSWORD", database.owner().password());
        ChildProcess process = ChildProcess.start(
                new Program("API", Applications.of(Checkout.find()).api(), settings, log));
        URI ready = URI.create("http://127.0.0.1:" + port + "/readyz");
        Readiness.await(process, Duration.ofMinutes(3), () -> Readiness.answers(ready, body -> true));
        return process;
    }

    private boolean waitsForTheLock() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                var waiting = statement.executeQuery("select pid from pg_locks where not granted")) {
            return waiting.next();
        }
    }

    private boolean refusesConnections() {
        try (Socket _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
