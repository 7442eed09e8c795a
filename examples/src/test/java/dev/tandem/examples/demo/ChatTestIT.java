package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.callers.TandemClient;
import dev.tandem.callers.TypingCaller;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.Checkout;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.StackWorker;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tries drafts by chat on the whole stack, as docs/testing.md says. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ChatTestIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern COMMAND = Pattern.compile("```bash\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern SENT = Pattern.compile("event: (\\S+)\ndata: (.*)");

    private static LocalStack stack;
    private static TandemClient api;

    @BeforeAll
    static void start() {
        stack = LocalStack.builder().workers(2).start();
        api = new TandemClient(stack.api().toString(), stack.apiKey());
    }

    @AfterAll
    static void stop() {
        api.close();
        stack.close();
    }

    /** Makes a workflow whose draft has this document. */
    static String draft(JsonNode document) throws InterruptedException {
        JsonNode made = api.post("/api/workflows", JSON.createObjectNode().put("name", "Tried " + UUID.randomUUID()));
        String version = made.at("/draft/id").asString();
        ObjectNode config = JSON.createObjectNode();
        config.set("config", document);
        JsonNode _ = api.patch("/api/workflow-versions/" + version, config);
        return version;
    }

    private static JsonNode chat(String version, String body) throws InterruptedException {
        return api.post("/api/workflow-versions/" + version + "/test/chat", JSON.readTree(body));
    }

    private static List<String> said(JsonNode answer) {
        return answer.path("turns")
                .valueStream()
                .flatMap(turn -> turn.path("agents").valueStream())
                .map(reply -> reply.path("said").asString())
                .toList();
    }

    @Test
    void theCommandsOfThePageTryADraft() throws Exception {
        String page = Files.readString(Checkout.find().folder().resolve("docs/testing.md"));
        List<String> commands = COMMAND.matcher(
                        page.substring(page.indexOf("## Try a version by hand"), page.indexOf("## Tools in a test")))
                .results()
                .map(block -> block.group(1))
                .toList();
        String version = draft(ShopDocument.read());
        assertThat(commands).hasSize(3);

        JsonNode first = run(commands.get(0), version, "");
        String session = first.path("test_session_id").asString();
        JsonNode second = run(commands.get(1), version, session);
        JsonNode third = run(commands.get(2), version, session);

        assertThat(said(first).getFirst()).isEqualTo("Thank you for calling the Lakeside shop. How can I help you?");
        JsonNode asked = first.at("/turns/1");
        assertThat(asked.path("caller").asString()).isEqualTo("Where is my order?");
        assertThat(asked.at("/paths/taken/0/path").asString()).isEqualTo("Orders");
        assertThat(asked.at("/paths/taken/0/why").asString()).isNotBlank();
        JsonNode told = second.at("/turns/0");
        assertThat(told.path("turn").asInt()).isEqualTo(2);
        assertThat(told.at("/tools/0/name").asString()).isEqualTo("check_order");
        assertThat(told.at("/tools/0/arguments/order_id").asString()).isEqualTo("A1234");
        assertThat(told.at("/tools/0/mocked").asBoolean()).isTrue();
        assertThat(said(second).getLast()).contains("shipped", "Thursday");
        assertThat(third.path("status").asString()).isEqualTo("completed");
        assertThat(third.path("ended_reason").asString()).isEqualTo("caller_left");
        JsonNode shown = api.get("/api/test-sessions/" + session);
        assertThat(shown.path("transcript").size()).isGreaterThanOrEqualTo(3);
        assertThat(shown.path("snapshot_sha256").asString()).hasSize(64);
        assertThat(api.get("/api/test-sessions?workflow_version_id=" + version)
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    private static JsonNode run(String command, String version, String session) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", command);
        shell.environment()
                .putAll(Map.of(
                        "TANDEM_URL",
                        stack.api().toString(),
                        "TANDEM_KEY",
                        stack.apiKey(),
                        "VERSION",
                        version,
                        "SESSION",
                        session));
        Process process = shell.redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(answer).startsWith("{").doesNotContain("\"problems\"");
        return JSON.readTree(answer);
    }

    @Test
    void aLineIsFollowedAsItHappensUpToItsAnswer() throws Exception {
        String version = draft(ShopDocument.read());
        List<Sent> opening = stream(version, "{}");
        String session = opening.getLast().data().path("test_session_id").asString();
        int opened = opening.get(opening.size() - 2).data().path("sequence").asInt();

        List<Sent> line = stream(
                version, "{\"test_session_id\": \"%s\", \"message\": \"Where is my order?\"}".formatted(session));

        assertThat(line)
                .extracting(Sent::event)
                .contains("path.taken", "turn.committed")
                .endsWith("answer");
        assertThat(line.subList(0, line.size() - 1))
                .extracting(sent -> sent.data().path("sequence").asInt())
                .isSorted()
                .allMatch(sequence -> sequence > opened);
        JsonNode answer = line.getLast().data();
        assertThat(answer.path("events").size()).isEqualTo(line.size() - 1);
        assertThat(answer.at("/turns/0/caller").asString()).isEqualTo("Where is my order?");
        for (int n = 0; n < 2; n++) {
            JsonNode over = chat(version, "{\"test_session_id\": \"%s\", \"hang_up\": true}".formatted(session));
            assertThat(over.path("status").asString()).isEqualTo("completed");
        }
        Sent refused = stream(version, "{\"test_session_id\": \"%s\", \"message\": \"And now?\"}".formatted(session))
                .getLast();
        assertThat(refused.event()).isEqualTo("problem");
        assertThat(refused.data().path("type").asString()).contains("call-over");
    }

    @Test
    void theProgressOfScenariosIsSentUpToTheirVerdicts() throws Exception {
        ObjectNode body = JSON.createObjectNode();
        ShopScenarios.all().stream().limit(2).forEach(body.putArray("scenarios")::add);

        List<Sent> sent = stream(draft(ShopDocument.read()), body.toString());

        assertThat(sent).extracting(Sent::event).startsWith("progress").endsWith("answer");
        assertThat(sent.subList(0, sent.size() - 1)).extracting(Sent::event).containsOnly("progress");
        assertThat(sent.getLast().data().at("/run/status").asString()).isEqualTo("passed");
    }

    /** One of the Server-Sent Events of an answer. */
    private record Sent(String event, JsonNode data) {}

    private static List<Sent> stream(String version, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        stack.api().resolve("/api/workflow-versions/" + version + "/test/chat"))
                .header("Authorization", "Bearer " + stack.apiKey())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
            return SENT.matcher(answer.body())
                    .results()
                    .map(sent -> new Sent(sent.group(1), JSON.readTree(sent.group(2))))
                    .toList();
        }
    }

    @Test
    void aDraftThatIsChangedMeanwhileIsStillTriedAsItWas() throws Exception {
        String version = draft(JSON.readTree("""
                {"agents": [{"id": "desk", "name": "Desk", "greeting": "Hello.", "instructions": "Help.",
                  "paths": [{"id": "bye", "name": "Bye", "target": {"end": true}, "say": "Goodbye, old friend.",
                             "description": "Hang up. The caller wants to end the call."}]}]}
                """));
        String session = chat(version, "{}").path("test_session_id").asString();
        ObjectNode config = JSON.createObjectNode();
        config.set("config", JSON.readTree("""
                {"agents": [{"id": "desk", "name": "Desk", "greeting": "Another.", "instructions": "Help."}]}
                """));
        JsonNode _ = api.patch("/api/workflow-versions/" + version, config);

        JsonNode answer = chat(
                version,
                "{\"test_session_id\": \"%s\", \"message\": \"Please end the call and hang up.\"}".formatted(session));

        assertThat(said(answer)).containsExactly("Goodbye, old friend.");
        assertThat(answer.path("status").asString()).isEqualTo("completed");
        assertThat(said(chat(version, "{}"))).containsExactly("Another.");
        assertThatThrownBy(() ->
                        chat(version, "{\"test_session_id\": \"%s\", \"message\": \"And now?\"}".formatted(session)))
                .hasMessageContaining("call-over");
    }

    @Test
    void aLineIsHeardOnceHoweverOftenItIsSentAndIsNotLostWithItsWorker() throws Exception {
        String version = draft(ShopDocument.read());
        JsonNode opened = chat(version, "{\"tools\": {\"check_order\": {\"answer\": {\"status\": \"here\"}}}}");
        String session = opened.path("test_session_id").asString();
        String call = opened.path("call_id").asString();
        String line = "{\"test_session_id\": \"%s\", \"line_id\": \"one\", \"message\": \"Where is my order?\"}"
                .formatted(session);
        attending(call).kill();
        List<CompletableFuture<JsonNode>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return chat(version, line);
                    } catch (InterruptedException stop) {
                        throw new IllegalStateException(stop);
                    }
                }))
                .limit(3)
                .toList();
        List<JsonNode> come = answers.stream().map(CompletableFuture::join).toList();

        assertThat(come)
                .allSatisfy(answer -> assertThat(answer.path("turns").valueStream())
                        .anySatisfy(turn ->
                                assertThat(turn.path("caller").asString()).isEqualTo("Where is my order?")));
        JsonNode transcript = api.get("/api/test-sessions/" + session).path("transcript");
        assertThat(transcript.valueStream().filter(turn -> turn.path("caller").isString()))
                .hasSize(1);
        assertThat(events(call, "attendance.resumed")).isEqualTo(1);
        assertThat(events(call, "turn.committed")).isEqualTo(1);
        StackWorker _ = stack.startWorker();
    }

    private static StackWorker attending(String call) throws InterruptedException {
        String workflow =
                api.get("/api/calls/" + call).at("/temporal/workflow_id").asString();
        return Attendant.of(
                stack,
                CallHistory.read(stack.temporal().target(), stack.temporal().namespace(), workflow));
    }

    private static long events(String call, String type) throws InterruptedException {
        return api.get("/api/calls/" + call + "/events?type=" + type)
                .path("items")
                .size();
    }

    @Test
    void theClockOfATestShowsWhatItWasSetTo() throws Exception {
        String version = draft(JSON.readTree("""
                {"time_zone": "UTC",
                 "agents": [{"id": "desk", "name": "Desk", "greeting": "Hello.", "instructions": "Help.",
                  "paths": [{"id": "book", "name": "Book", "target_agent_id": "bye",
                             "description": "Use when the caller wants to book a table.",
                             "required_variables": [{"name": "day", "data_type": "date",
                                                     "description": "The day of the visit"}]}]},
                  {"id": "bye", "name": "Bye", "instructions": "Bye.", "greeting": "Booked."}]}
                """));
        String session = chat(version, "{\"now\": \"2027-03-01T10:00:00Z\"}")
                .path("test_session_id")
                .asString();
        List<JsonNode> turns = new ArrayList<>();
        for (String message : List.of("I want to book a table.", "Tomorrow.", "Yes.")) {
            chat(version, "{\"test_session_id\": \"%s\", \"message\": \"%s\"}".formatted(session, message))
                    .path("turns")
                    .forEach(turns::add);
        }

        assertThat(turns.toString()).contains("2027-03-02");
    }

    @Test
    void theTestsOfAWorkflowGoWithItAlsoThoseThatAreUnderWay() throws Exception {
        String version = draft(ShopDocument.read());
        String workflow =
                api.get("/api/workflow-versions/" + version).path("workflow_id").asString();
        JsonNode test = chat(version, "{}");

        api.delete("/api/workflows/" + workflow);

        assertThatThrownBy(() -> api.get(
                        "/api/test-sessions/" + test.path("test_session_id").asString()))
                .hasMessageContaining("404");
        assertThatThrownBy(() -> api.get("/api/calls/" + test.path("call_id").asString()))
                .hasMessageContaining("404");
    }

    @Test
    void aVoiceTestOfADraftIsJoinedWithItsToken() throws Exception {
        String version = draft(ShopDocument.read());
        JsonNode test = api.post(
                "/api/workflow-versions/" + version + "/test/voice",
                JSON.readTree(
                        "{\"tools\": {\"check_order\": {\"answer\": {\"status\": \"packed\", \"day\": \"Friday\"}}}}"));
        try (TypingCaller caller = new TypingCaller(test, false)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> caller.shown().stream()
                            .anyMatch(line -> line.text().startsWith("Thank you for calling the Lakeside shop.")));
            caller.type("Where is my order A1234?");
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            caller.shown().stream().anyMatch(line -> line.text().contains("packed")));
        }
        JsonNode session =
                api.get("/api/test-sessions/" + test.path("test_session_id").asString());
        assertThat(session.path("channel").asString()).isEqualTo("voice");
        assertThat(session.path("transcript").toString()).contains("\"mocked\":true");
    }

    @Test
    void whatIsWrongWithADraftIsSaidBeforeItIsTried() throws Exception {
        String version = draft(JSON.readTree("{\"agents\": []}"));

        assertThatThrownBy(() -> chat(version, "{}")).hasMessageContaining("422");
    }

    @Test
    void theScenariosOfTheShopPass() throws Exception {
        JsonNode run = scenarios(draft(ShopDocument.read()), ShopScenarios.all());

        assertThat(run.path("status").asString())
                .describedAs(run.toPrettyString())
                .isEqualTo("passed");
        assertThat(run.path("scenarios").size()).isGreaterThanOrEqualTo(8);
        assertThat(run.at("/progress/passed").asInt())
                .isEqualTo(run.at("/progress/attempts").asInt());
        String session = run.at("/scenarios/0/results/0/test_session_id").asString();
        assertThat(api.get("/api/test-sessions/" + session).path("verdicts").size())
                .isPositive();
    }

    @Test
    void aScenarioThatFailsSaysWhatWasExpectedAndWhatWasThere() throws Exception {
        String scenario = """
                name: told too much
                tools: {check_order: {answer: {status: lost, day: Friday}}}
                caller:
                  - say: Where is my order?
                  - say: A one two three four.
                    expect:
                      - said: Thursday
                """;

        JsonNode run = scenarios(draft(ShopDocument.read()), List.of(scenario));
        JsonNode verdict = run.at("/scenarios/0/results/0/verdicts/0");

        assertThat(run.path("status").asString()).isEqualTo("failed");
        assertThat(verdict.path("result").asString()).isEqualTo("failed");
        assertThat(verdict.path("pointer").asString()).isEqualTo("/caller/1/expect/0");
        assertThat(verdict.path("result").asString()).isEqualTo("failed");
        assertThat(verdict.path("expected").asString()).isEqualTo("the agent's words contain \"Thursday\"");
        assertThat(verdict.path("found").asString()).contains("Friday");
        assertThat(verdict.at("/where/first_turn").asInt()).isEqualTo(2);
    }

    @Test
    void aRecordedCallIsAnsweredByTheModelOfAnotherVersion() throws Exception {
        String version = draft(ShopDocument.read());
        JsonNode opened = chat(version, """
                {"tools": {"check_order": {"answer": {"status": "shipped", "day": "Thursday"}}}}""");
        for (String rest : List.of(
                "\"message\": \"Where is my order?\"",
                "\"message\": \"It is A one two three four.\"",
                "\"hang_up\": true")) {
            JsonNode _ = chat(
                    version,
                    "{\"test_session_id\": \"%s\", %s}"
                            .formatted(opened.path("test_session_id").asString(), rest));
        }
        String replay = "/api/calls/" + opened.path("call_id").asString() + "/replay";

        JsonNode same = api.post(replay, ofModel(version)).path("model");
        assertThat(same.path("status").asString())
                .describedAs(same.toPrettyString())
                .isEqualTo("passed");
        assertThat(same.path("attempts").size()).isEqualTo(2);

        // The descriptions of two paths are turned: the model takes the other one.
        JsonNode turned = ShopDocument.read();
        ObjectNode orders = (ObjectNode) turned.at("/agents/0/paths/0");
        ObjectNode billing = (ObjectNode) turned.at("/agents/0/paths/1");
        String ofOrders = orders.path("description").asString();
        orders.put("description", billing.path("description").asString());
        billing.put("description", ofOrders);
        JsonNode other = api.post(replay, ofModel(draft(turned))).path("model");

        assertThat(other.path("status").asString()).isEqualTo("failed");
        JsonNode first = other.at("/attempts/0/divergences/0");
        assertThat(first.path("turn").asInt())
                .describedAs(other.toPrettyString())
                .isEqualTo(1);
        assertThat(first.path("expected").asString()).contains("Orders");
        assertThat(first.path("counterfactual").asBoolean()).isFalse();
        assertThat(other.at("/attempts/0/divergences")
                        .valueStream()
                        .toList()
                        .getLast()
                        .path("counterfactual")
                        .asBoolean())
                .isTrue();
    }

    private static ObjectNode ofModel(String version) {
        return JSON.createObjectNode()
                .put("version_id", version)
                .put("mode", "model")
                .put("runs", 2);
    }

    @Test
    void aDraftIsPublishedOnlyWhenItsRequiredScenariosPassOnIt() throws Exception {
        String version = draft(ShopDocument.read());
        String workflow =
                api.get("/api/workflow-versions/" + version).path("workflow_id").asString();
        ObjectNode kept = JSON.createObjectNode().put("required", true);
        kept.put("scenario", ShopScenarios.named("order-status.yaml"));
        JsonNode scenario = api.post("/api/workflows/" + workflow + "/scenarios", kept);
        String publish = "/api/workflow-versions/" + version + "/publish";
        assertThat(scenario.path("yaml").asString()).isEqualTo(ShopScenarios.named("order-status.yaml"));

        assertThatThrownBy(() -> api.post(publish, JSON.createObjectNode()))
                .hasMessageContaining("required-tests")
                .hasMessageContaining("missing");
        assertThat(required(version).path("status").asString()).isEqualTo("passed");

        // The tool is renamed: the caller is told nothing any more.
        ObjectNode broken = JSON.createObjectNode();
        broken.set("config", JSON.readTree(ShopDocument.read().toString().replace("check_order", "look_up_order")));
        JsonNode _ = api.patch("/api/workflow-versions/" + version, broken);
        assertThatThrownBy(() -> api.post(publish, JSON.createObjectNode())).hasMessageContaining("stale");
        JsonNode failed = required(version);
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.at("/scenarios/0/problems/0/message").asString()).contains("check_order");
        assertThatThrownBy(() -> api.post(publish, JSON.createObjectNode()))
                .hasMessageContaining("\"failed\"")
                .hasMessageContaining("/api/test-runs/" + failed.path("id").asString());

        ObjectNode override = JSON.createObjectNode();
        override.putObject("override").put("reason", "The order desk is closed today.");
        JsonNode published = api.post(publish, override);
        assertThat(published.path("status").asString()).isEqualTo("published");
        assertThat(api.get("/api/workflow-versions/" + version)
                        .at("/override/reason")
                        .asString())
                .isEqualTo("The order desk is closed today.");
    }

    @Test
    void aRunGoesOnWhenAWorkerDiesAndIsCancelledWhenAsked() throws Exception {
        String version = draft(ShopDocument.read());
        String slow = """
                name: slow
                required: true
                caller:
                  - say: Where is my order?
                  - wait_ms: 6000
                  - say: Never mind.
                """.replace("required: true\n", "");
        String run = keptRun(version, slow);
        String session = first(run, "/scenarios/0/results/0/call_id");
        attending(session).kill();
        assertThat(ended(run).path("status").asString()).isEqualTo("passed");
        StackWorker _ = stack.startWorker();

        String other = keptRun(draft(ShopDocument.read()), slow.replace("6000", "60000"));
        String call = first(other, "/scenarios/0/results/0/call_id");
        JsonNode _ = api.post("/api/test-runs/" + other + "/cancel", JSON.createObjectNode());
        assertThat(ended(other).path("status").asString()).isEqualTo("cancelled");
        assertThat(api.get("/api/calls/" + call).path("status").asString()).isEqualTo("completed");
    }

    private static String keptRun(String version, String scenario) throws InterruptedException {
        String workflow =
                api.get("/api/workflow-versions/" + version).path("workflow_id").asString();
        ObjectNode kept = JSON.createObjectNode().put("required", true).put("scenario", scenario);
        JsonNode _ = api.post("/api/workflows/" + workflow + "/scenarios", kept);
        return api.post("/api/workflow-versions/" + version + "/run-required", JSON.createObjectNode())
                .path("id")
                .asString();
    }

    private static JsonNode scenarios(String version, List<String> texts) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        texts.forEach(body.putArray("scenarios")::add);
        JsonNode run = api.post("/api/workflow-versions/" + version + "/test/chat", body)
                .path("run");
        return ended(run.path("id").asString());
    }

    private static JsonNode required(String version) throws InterruptedException {
        JsonNode run = api.post("/api/workflow-versions/" + version + "/run-required", JSON.createObjectNode());
        return ended(run.path("id").asString());
    }

    private static JsonNode ended(String run) throws InterruptedException {
        JsonNode shown = api.get("/api/test-runs/" + run);
        for (int i = 0; i < 600 && shown.path("status").asString().equals("running"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            shown = api.get("/api/test-runs/" + run);
        }
        return shown;
    }

    /** Waits until a run shows a value. */
    private static String first(String run, String pointer) throws InterruptedException {
        JsonNode shown = api.get("/api/test-runs/" + run);
        for (int i = 0; i < 300 && !shown.at(pointer).isString(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            shown = api.get("/api/test-runs/" + run);
        }
        return shown.at(pointer).asString();
    }
}
