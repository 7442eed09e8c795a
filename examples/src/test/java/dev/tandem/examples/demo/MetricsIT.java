package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.callers.TandemClient;
import dev.tandem.callers.TypingCaller;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.process.Port;
import dev.tandem.stack.run.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks the figures of a real worker during and after a call. */
class MetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = Port.free("the worker's metrics").reserve().number();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aWorkerTellsItsOperatorsWhatItsCallsAreLike() throws Exception {
        try (ShopBackend backend = ShopBackend.start(0);
                LocalStack stack = LocalStack.builder()
                        .toolsReach(backend.url())
                        .environment("TANDEM_WORKER_MANAGEMENT_PORT", Integer.toString(port))
                        .environment("TANDEM_WORKER_SLOTS", "3")
                        .start();
                TandemClient api = new TandemClient(stack.api().toString(), stack.apiKey())) {
            String shop = stack.publish("Shop", ShopDocument.withBackend(backend.url()))
                    .id();
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(get("/readyz").statusCode()).isEqualTo(200);

            JsonNode started = api.post(
                    "/api/calls", JsonMapper.shared().createObjectNode().put("workflow_id", shop));
            String events = "/api/calls/" + started.path("id").asString() + "/events";
            try (TypingCaller caller = new TypingCaller(started, true)) {
                await().atMost(PATIENCE).until(() -> api.get(events).toString().contains("reply.spoken"));
                assertThat(figure("tandem_sessions_live")).isEqualTo(1);
                assertThat(figure("tandem_places_free")).isEqualTo(2);
                assertThat(figure("tandem_heartbeat_age_seconds")).isLessThan(5);
                caller.type("Where is my order A1234?");
                await().atMost(PATIENCE).until(() -> api.get(events).toString().contains("tool.finished"));
            }

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(figure("tandem_sessions_live")).isZero());
            assertThat(figure("tandem_calls_taken_total")).isEqualTo(1);
            assertThat(figure("tandem_attendances_ended_total{", "why=\"caller_left\""))
                    .isEqualTo(1);
            assertThat(figure("tandem_tool_runs_seconds_count{", "outcome=\"ok\""))
                    .isEqualTo(1);
            assertThat(figure("tandem_turn_seconds_count{", "part=\"model\"")).isPositive();
            assertThat(figure("tandem_turn_seconds_count{", "part=\"heard\"")).isPositive();
            assertThat(figure("tandem_heartbeats_total{", "outcome=\"acknowledged\""))
                    .isPositive();
            assertThat(figure("tandem_provider_exchanges_total{", "kind=\"llm\"", "outcome=\"ok\""))
                    .isPositive();
            assertThat(figure("tandem_provider_seconds_count{", "provider=\"builtin\""))
                    .isPositive();
            assertThat(get("/metrics").body())
                    .contains(
                            "tandem_fences_total{",
                            "tandem_interruptions_total{",
                            "temporal_",
                            "jvm_memory_used_bytes");
        }
    }

    /** Returns the figure of the one line that begins with the name and has all labels. */
    private double figure(String name, String... labels) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
