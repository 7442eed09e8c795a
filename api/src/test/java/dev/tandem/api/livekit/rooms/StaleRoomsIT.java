package dev.tandem.api.livekit.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient;
import dev.tandem.api.Shop;
import dev.tandem.api.SignalledCaller;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import dev.tandem.stack.server.LiveKitServer;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import livekit.LivekitModels.DisconnectReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Puts callers into rooms of a real LiveKit server without a worker and without webhooks. */
class StaleRoomsIT {

    private static final String KEY = "tdm_silent_0123456789abcdefgh";

    /** Longest wait: ten seconds are left to a worker, and a sweep and the server take some. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static JdbcClient jdbc;
    private static ConfigurableApplicationContext process;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        Database database = SharedServers.postgres().newDatabase();
        LiveKitServer liveKit = SharedServers.liveKit();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()));
        process = StartedProcess.start(
                database,
                Map.of(
                        "TANDEM_TEMPORAL_TARGET", SharedServers.temporal().target(),
                        "TANDEM_LIVEKIT_URL", liveKit.url().toString(),
                        "TANDEM_LIVEKIT_API_KEY", liveKit.credentials().apiKey(),
                        "TANDEM_LIVEKIT_API_SECRET", liveKit.credentials().apiSecret(),
                        "TANDEM_CLOSE_ROOMS_EVERY", "PT1S",
                        // Fewer than there are sweeps, so that a sweep which kept its connection would leave none.
                        "TANDEM_DATABASE_CONNECTIONS", "8",
                        "TANDEM_BOOTSTRAP_KEY", KEY));
        api = new ApiClient(StartedProcess.address(process), KEY);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void aCallerWhoseCallIsOverIsHungUpOnAndOneWhoseCallGoesOnStays() {
        String version = Shop.published(api);
        ApiClient.Answer over = call(version);
        ApiClient.Answer live = call(version);
        ApiClient.Answer overLater = call(version);
        try (SignalledCaller left = SignalledCaller.join(over);
                SignalledCaller speaking = SignalledCaller.join(live);
                SignalledCaller leftLater = SignalledCaller.join(overLater)) {
            await().atMost(LIMIT).until(() -> left.hasJoined() && speaking.hasJoined() && leftLater.hasJoined());

            end(over);
            isHungUpOn(left);
            // By a later sweep: the one before has come to its end, and left alone whom it did not hang up on.
            end(overLater);
            isHungUpOn(leftLater);

            assertThat(speaking.sentOut()).isEmpty();
        }
    }

    /** No webhook tells of the caller: this server sends none. */
    @Test
    void aCallThatGaveItsPlaceBackIsToldOnceOfItsCallerAlsoWithoutAWebhook() {
        ApiClient.Answer call = call(Shop.published(api));
        jdbc.sql("update call_session set given_back = 3 where id = :id")
                .param("id", UUID.fromString(call.text("/id")))
                .update();
        try (SignalledCaller late = SignalledCaller.join(call)) {
            await().atMost(LIMIT).until(late::hasJoined);

            await().atMost(LIMIT).untilAsserted(() -> assertThat(commands(call)).containsExactly("caller_joined"));
        }
    }

    private static List<String> commands(ApiClient.Answer call) {
        WorkflowClient temporal = process.getBean(WorkflowClient.class);
        return temporal.fetchHistory(call.text("/temporal/workflow_id")).getEvents().stream()
                .filter(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes)
                .map(event -> JsonMapper.shared()
                        .readTree(event.getWorkflowExecutionSignaledEventAttributes()
                                .getInput()
                                .getPayloads(0)
                                .getData()
                                .toByteArray())
                        .path("command")
                        .asString())
                .toList();
    }

    private static void end(ApiClient.Answer call) {
        jdbc.sql("update call_session set status = 'completed', ended_at = now() where id = :id")
                .param("id", UUID.fromString(call.text("/id")))
                .update();
    }

    private static void isHungUpOn(SignalledCaller caller) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(caller.sentOut()).contains(DisconnectReason.ROOM_DELETED));
    }

    private static ApiClient.Answer call(String version) {
        return api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201);
    }
}
