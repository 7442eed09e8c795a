package dev.tandem.api.edge.requestlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient;
import dev.tandem.api.Shop;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.util.List;
import java.util.Map;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class OperationIT {

    private static final String KEY = "tdm_operate_0123456789abcdef";

    private static Database database;
    private static ConfigurableApplicationContext process;
    private static ApiClient api;
    private static ApiClient management;

    @BeforeAll
    static void start() {
        Map<String, String> settings =
                Map.of("TANDEM_TEMPORAL_TARGET", SharedServers.temporal().target(), "TANDEM_BOOTSTRAP_KEY", KEY);
        database = SharedServers.postgres().newDatabase();
        process = StartedProcess.start(database, settings);
        api = new ApiClient(StartedProcess.address(process), KEY);
        management = new ApiClient(
                "http://127.0.0.1:" + process.getEnvironment().getRequiredProperty("local.management.port"), "");
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void metricsAreOnTheManagementAddressAlone() {
        api.get("/api/workflows").expect(200);

        String metrics =
                management.get("/actuator/prometheus").expect(200).response().body();

        assertThat(metrics)
                .contains("http_server_requests_seconds_count")
                .contains("uri=\"/api/workflows\"")
                .contains("hikaricp_connections_max")
                .contains("jvm_memory_used_bytes")
                .contains("tandem_calls_started_total")
                .contains("tandem_events_recorded_total")
                .contains("tandem_requests_limited_total")
                .contains("tandem_requests_replayed_total");
        api.get("/actuator/prometheus").problem(404, "not-found");
    }

    @Test
    void aFailureOfTheServersOwnIsLoggedAndTellsNothingOfItself(CapturedOutput output) {
        JdbcClient owner =
                JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()));
        owner.sql("alter table phone_number rename to mislaid").update();
        try {
            ApiClient.Answer failed = api.get("/api/phone-numbers").problem(500, "internal-error");

            assertThat(failed.response().body()).doesNotContain("phone_number", "SQL");
            assertThat(output.getAll())
                    .contains(failed.header("X-Request-Id"))
                    .contains("relation \\\"phone_number\\\" does not exist");
        } finally {
            owner.sql("alter table mislaid rename to phone_number").update();
        }
    }

    @Test
    void withoutALiveKitServerNoCallStarts() {
        api.post("/api/calls", "{\"workflow_version_id\": \"" + Shop.published(api) + "\"}")
                .problem(503, "livekit-not-configured");
    }

    @Test
    void idleConnectionsAreKeptLongerThanClientsAndLoadBalancersKeepThem() {
        assertThat(((WebServerApplicationContext) process).getWebServer())
                .isInstanceOfSatisfying(
                        TomcatWebServer.class,
                        server -> assertThat(server.getTomcat().getConnector().getProtocolHandler())
                                .isInstanceOfSatisfying(
                                        AbstractProtocol.class,
                                        http -> assertThat(http.getKeepAliveTimeout())
                                                .isGreaterThan(60_000)));
    }

    @Test
    void healthShowsDatabaseAndTemporal() {
        JsonNode health = management.get("/actuator/health").expect(200).body();

        assertThat(health.at("/components/db/status").asString()).isEqualTo("UP");
        assertThat(health.at("/components/temporal/status").asString()).isEqualTo("UP");
        assertThat(api.get("/readyz").expect(200).body().path("components").isMissingNode())
                .isTrue();
    }

    @Test
    void everyAnswerHasARequestIdAndTheLogHasItToo(CapturedOutput output) {
        String mine = "mine-" + System.nanoTime();
        api.send(api.request("/api/calls/00000000-0000-0000-0000-000000000001?secret=hush")
                        .header("X-Request-Id", mine)
                        .GET())
                .problem(404, "not-found");

        assertThat(api.get("/api/nothing").header("X-Request-Id")).hasSize(36);
        JsonNode line = await().until(() -> lines(output, mine), found -> !found.isEmpty())
                .getFirst();
        assertThat(line.path("route").asString()).isEqualTo("/api/calls/{id}");
        assertThat(line.path("status").asInt()).isEqualTo(404);
        assertThat(line.path("call_id").asString()).isEqualTo("00000000-0000-0000-0000-000000000001");
        assertThat(line.path("organization_id").asString()).hasSize(36);
        assertThat(output.getAll()).doesNotContain(KEY).doesNotContain("hush");
    }

    @Test
    void anIdThatWouldForgeTheLogIsReplaced() {
        String forged = "a".repeat(65);

        assertThat(api.send(api.request("/api/workflows")
                                .header("X-Request-Id", forged)
                                .GET())
                        .header("X-Request-Id"))
                .hasSize(36);
    }

    private static List<JsonNode> lines(CapturedOutput output, String requestId) {
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith("{") && line.contains(requestId))
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.path("message").asString("").equals("answered"))
                .toList();
    }
}
