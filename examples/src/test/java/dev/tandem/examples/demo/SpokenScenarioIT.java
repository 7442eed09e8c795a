package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.callers.TandemClient;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.LocalStack;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Has simulated callers speak, and write as personas, with a draft of the shop, on the whole stack. */
@SuppressWarnings("NullAway.Init") // set before all tests
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpokenScenarioIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static LocalStack stack;
    private static TandemClient api;
    private static String version;

    @BeforeAll
    static void start() throws Exception {
        stack = LocalStack.builder().workers(1).start();
        api = new TandemClient(stack.api().toString(), stack.apiKey());
        String workflow = api.post("/api/workflows", JSON.readTree("{\"name\": \"Spoken\"}"))
                .path("id")
                .asString();
        version = api.get("/api/workflows/" + workflow).at("/draft/id").asString();
        ObjectNode config = JSON.createObjectNode();
        config.set("config", ShopDocument.read());
        JsonNode _ = api.patch("/api/workflow-versions/" + version, config);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
        if (api != null) {
            api.close();
        }
    }

    private static JsonNode run(String channel, String scenario) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("scenario", scenario);
        JsonNode run = api.post("/api/workflow-versions/" + version + "/test/" + channel, body)
                .path("run");
        while (run.path("status").asString().equals("running")) {
            TimeUnit.SECONDS.sleep(1);
            run = api.get("/api/test-runs/" + run.path("id").asString());
        }
        return run;
    }

    @Test
    @Order(1)
    void nobodySpeaksWhereNoProcessPlaysCallers() {
        assertThatThrownBy(() -> run("voice", ShopScenarios.spoken("noisy-street.yaml")))
                .hasMessageContaining("no-callers");
        stack.startCallers();
    }

    /** Twice, with one seed: what is judged is the record, and what the caller's own ears heard. */
    @Test
    @Order(2)
    void aScenarioIsSpokenInARealRoomAndJudgedAlikeEachTime() throws Exception {
        for (int n = 0; n < 2; n++) {
            JsonNode run = run("voice", ShopScenarios.spoken("noisy-street.yaml"));

            assertThat(run.path("status").asString())
                    .describedAs(run.toPrettyString())
                    .isEqualTo("passed");
            assertThat(run.path("channel").asString()).isEqualTo("voice");
            String session = run.at("/scenarios/0/results/0/test_session_id").asString();
            JsonNode verdicts = api.get("/api/test-sessions/" + session).path("verdicts");
            assertThat(verdicts.valueStream()
                            .map(verdict -> verdict.path("result").asString()))
                    .hasSize(7)
                    .containsOnly("passed");
        }
    }

    @Test
    @Order(3)
    void whatWasNotHeardFailsWithWhatWasHeardInstead() throws Exception {
        JsonNode run = run("voice", """
                name: the wrong day
                tools: {check_order: {answer: {status: out for delivery, day: Thursday}}}
                caller:
                  - say: Where is my order A one two three four?
                    expect:
                      - heard: Saturday
                """);
        JsonNode verdict = run.at("/scenarios/0/results/0/verdicts/0");

        assertThat(run.path("status").asString())
                .describedAs(run.toPrettyString())
                .isEqualTo("failed");
        assertThat(verdict.path("pointer").asString()).isEqualTo("/caller/0/expect/0");
        assertThat(verdict.path("found").asString()).containsIgnoringCase("Thursday");
    }

    @Test
    @Order(4)
    void aPersonaReachesItsGoalByChat() throws Exception {
        JsonNode run = run("chat", """
                name: somebody asks for an order
                tools: {check_order: {answer: {status: out for delivery, day: Thursday}}}
                persona:
                  goal: Where is my order ("with you on")?
                  facts: {order_id: A1234}
                  style: brief
                  model: builtin
                end:
                  - tool: {name: check_order, arguments: {order_id: A1234}}
                  - said: Thursday
                  - status: completed
                """);

        assertThat(run.path("status").asString())
                .describedAs(run.toPrettyString())
                .isEqualTo("passed");
    }
}
