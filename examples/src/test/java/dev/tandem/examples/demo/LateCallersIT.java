package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.callers.TandemClient;
import dev.tandem.callers.TypingCaller;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes all places of a worker with calls that nobody joins, and with a test in which nobody writes, and then calls and
 * tries from another organization.
 */
@SuppressWarnings("NullAway.Init") // set before all tests
class LateCallersIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ADMIN_KEY = "tda_late_callers_0123456789abcdef";
    private static final int PLACES = 8;

    private static final JsonNode DOCUMENT = JSON.readTree("""
            {"agents": [{"id": "desk", "name": "Desk", "greeting": "Lakeside. How can I help you?"}]}
            """);

    private static LocalStack stack;
    private static TandemClient first;
    private static String theirKey;

    @BeforeAll
    static void start() throws InterruptedException {
        stack = LocalStack.builder()
                .workers(1)
                .environment("TANDEM_ADMIN_KEY", ADMIN_KEY)
                .environment("TANDEM_WORKER_SLOTS", Integer.toString(PLACES))
                .environment("TANDEM_WORKER_TEST_SLOTS", "1")
                .start();
        first = new TandemClient(stack.api().toString(), stack.apiKey());
        theirKey = otherOrganization(stack);
    }

    @AfterAll
    static void stop() {
        first.close();
        stack.close();
    }

    @Test
    void aTestInWhichNobodyWritesGivesItsPlaceToOneThatWaitsAndGoesOnWithTheNextLine() throws Exception {
        String ours = stack.publish("Tried", DOCUMENT).versionId();
        String theirs = new Publisher(stack.api(), theirKey)
                .publish("Tried by others", DOCUMENT)
                .versionId();
        JsonNode idle = chat(first, ours, "{}");
        try (TandemClient other = new TandemClient(stack.api().toString(), theirKey)) {
            long began = System.nanoTime();

            JsonNode next = chat(other, theirs, "{\"message\": \"Hello?\"}");

            figure("late-tests.txt", "a test waited %d ms for the place of one that was idle".formatted(ms(began)));
            assertThat(next.path("turns").toString()).contains("Lakeside. How can I help you?");
            chat(
                    other,
                    theirs,
                    "{\"test_session_id\": \"%s\", \"hang_up\": true}"
                            .formatted(next.path("test_session_id").asString()));
        }

        JsonNode answer = chat(
                first,
                ours,
                "{\"test_session_id\": \"%s\", \"message\": \"Are you there?\"}"
                        .formatted(idle.path("test_session_id").asString()));

        assertThat(answer.path("turns").valueStream()).anySatisfy(turn -> {
            assertThat(turn.path("caller").asString()).isEqualTo("Are you there?");
            assertThat(turn.path("agents")).isNotEmpty();
        });
        JsonNode lost = first.get("/api/calls/" + idle.path("call_id").asString() + "/events?type=attendance.lost");
        assertThat(lost.at("/items/0/payload/reason").asString()).isEqualTo("nothing_written");
    }

    private static JsonNode chat(TandemClient client, String version, String body) throws InterruptedException {
        return client.post("/api/workflow-versions/" + version + "/test/chat", JSON.readTree(body));
    }

    @Test
    void callsThatNobodyJoinsHoldUpNobodyForLongAndTheirCallersAreAnsweredWhenTheyCome() throws Exception {
        String theirs =
                new Publisher(stack.api(), theirKey).publish("Others", DOCUMENT).id();
        String workflow = stack.publish("Nobody comes", DOCUMENT).id();
        List<JsonNode> unjoined = new ArrayList<>();
        for (int n = 0; n < PLACES + 2; n++) {
            unjoined.add(first.post("/api/calls", chat(workflow)));
        }
        long began = System.nanoTime();

        try (TandemClient other = new TandemClient(stack.api().toString(), theirKey);
                TypingCaller caller = new TypingCaller(other.post("/api/calls", chat(theirs)), false)) {
            await().atMost(PATIENCE).until(() -> isGreeted(caller));
            figure(
                    "late-others.txt",
                    "another organization's caller was answered %d ms after eight calls had begun"
                            .formatted(ms(began)));
            assertThat(ms(began)).isLessThan(25_000);
            JsonNode late = givenBack(first, unjoined);
            long joining = System.nanoTime();
            try (TypingCaller comesLate = new TypingCaller(late, false)) {
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> isGreeted(comesLate));
                figure(
                        "late-caller.txt",
                        "a caller who came late was answered %d ms after they began to join".formatted(ms(joining)));
                assertThat(ms(joining)).isLessThan(20_000);
            }
            await().atMost(PATIENCE).until(() -> types(first, late).contains("call.ended"));
            assertThat(types(first, late)).containsSubsequence("attendance.lost", "attendance.resumed");
            assertThat(first.get(path(late)).path("status").asString()).isEqualTo("completed");
        }
    }

    private static JsonNode givenBack(TandemClient api, List<JsonNode> calls) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            for (JsonNode call : calls) {
                                if (types(api, call).contains("attendance.lost")) {
                                    return call;
                                }
                            }
                            return JSON.nullNode();
                        },
                        call -> !call.isNull());
    }

    /** Returns the key of another organization. */
    private static String otherOrganization(LocalStack stack) throws InterruptedException {
        try (TandemClient admin = new TandemClient(stack.api().toString(), ADMIN_KEY)) {
            return admin.post(
                            "/api/organizations",
                            JSON.createObjectNode().put("name", "Other").put("slug", "other"))
                    .path("key")
                    .asString();
        }
    }

    private static ObjectNode chat(String workflow) {
        return JSON.createObjectNode().put("workflow_id", workflow).put("channel", "chat");
    }

    private static boolean isGreeted(TypingCaller caller) {
        return caller.shown().stream().anyMatch(shown -> shown.text().startsWith("Lakeside."));
    }

    private static String path(JsonNode call) {
        return "/api/calls/" + call.path("id").asString();
    }

    private static List<String> types(TandemClient api, JsonNode call) throws InterruptedException {
        return api.get(path(call) + "/events")
                .path("items")
                .valueStream()
                .map(event -> event.path("type").asString())
                .toList();
    }

    private static long ms(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    /** Writes a figure beside the test reports, because the build is quiet. */
    private static void figure(String name, String text) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "figures"));
        Files.writeString(folder.resolve(name), text + System.lineSeparator());
    }
}
