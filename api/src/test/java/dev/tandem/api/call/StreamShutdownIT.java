package dev.tandem.api.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.Shop;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class StreamShutdownIT {

    private static final String KEY = "tdm_stopping_0123456789abcdefghij";

    @Test
    void aProcessServesSoManyStreamsAndWhenItStopsDoesNotWaitForThem() throws Exception {
        Map<String, String> settings = Map.of(
                "TANDEM_TEMPORAL_TARGET",
                SharedServers.temporal().target(),
                "TANDEM_BOOTSTRAP_KEY",
                KEY,
                "TANDEM_LIVEKIT_API_KEY",
                "devkey",
                "TANDEM_LIVEKIT_API_SECRET",
                "a-secret-of-at-least-thirty-two-characters",
                "TANDEM_EVENT_STREAMS",
                "1");
        ConfigurableApplicationContext process =
                StartedProcess.start(SharedServers.postgres().newDatabase(), settings);
        ApiClient api = new ApiClient(StartedProcess.address(process), KEY);
        String events = "/api/calls/" + call(api) + "/events";
        HttpResponse<InputStream> stream = ApiClient.open(api.request(events).header("Accept", "text/event-stream"));
        assertThat(stream.body().readNBytes(5)).asString().isEqualTo("retry");
        api.send(api.request(events).header("Accept", "text/event-stream").GET())
                .problem(503, "too-many-streams");

        Instant asked = Instant.now();
        process.close();

        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(15));
        assertThat(new String(stream.body().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo(": 2000\n\n");
    }

    private static String call(ApiClient api) {
        return api.post("/api/calls", "{\"workflow_version_id\": \"" + Shop.published(api) + "\"}")
                .expect(201)
                .text("/id");
    }
}
