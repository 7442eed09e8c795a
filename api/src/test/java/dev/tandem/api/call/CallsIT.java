package dev.tandem.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.protocol.CallInput;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.SearchAttributeKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class CallsIT extends ApiTest {

    @Autowired
    private WorkflowClient temporal;

    @Test
    void startsACallOfThePublishedVersion() {
        String version = shop("Calls");

        Answer started = start("{\"workflow_id\": \"" + workflowOf(version) + "\"}");

        String id = started.text("/id");
        assertThat(started.header("Location")).isEqualTo("/api/calls/" + id);
        assertThat(started.text("/status")).isEqualTo("active");
        assertThat(started.text("/workflow_version_id")).isEqualTo(version);
        assertThat(started.text("/livekit/url")).isEqualTo("wss://rooms.example.com");
        assertThat(started.text("/livekit/room")).isEqualTo("call-" + id);
        assertThat(started.text("/temporal/workflow_id")).isEqualTo("tandem/call-" + id);
        assertThat(started.text("/temporal/url"))
                .isEqualTo("http://127.0.0.1:8233/namespaces/default/workflows/tandem%2Fcall-" + id);
    }

    @Test
    void theTokenLetsTheCallerIntoItsRoomForTenMinutesWithAMicrophone() {
        Answer started = start("{\"workflow_version_id\": \"" + shop("Token") + "\"}");

        JsonNode claims = claims(started.text("/livekit/token"));

        assertThat(claims.path("iss").asString()).isEqualTo("devkey");
        assertThat(claims.path("sub").asString()).isEqualTo("caller");
        assertThat(claims.at("/video/room").asString()).isEqualTo(started.text("/livekit/room"));
        for (String right : new String[] {"roomJoin", "canPublish", "canSubscribe", "canPublishData"}) {
            assertThat(claims.at("/video/" + right).asBoolean()).as(right).isTrue();
        }
        for (String right : new String[] {"roomAdmin", "roomCreate", "roomRecord", "canUpdateOwnMetadata", "hidden"}) {
            assertThat(claims.at("/video/" + right).asBoolean(false)).as(right).isFalse();
        }
        assertThat(claims.at("/video/canPublishSources").values().stream().map(JsonNode::asString))
                .containsExactly("microphone");
        assertThat(claims.path("exp").asLong() - System.currentTimeMillis() / 1000)
                .isBetween(540L, 600L);
    }

    @Test
    void whoWritesPublishesNoSound() {
        Answer started = start("{\"workflow_version_id\": \"" + shop("Written") + "\", \"channel\": \"chat\"}");

        JsonNode claims = claims(started.text("/livekit/token"));

        assertThat(claims.at("/video/canPublish").asBoolean(true)).isFalse();
        assertThat(claims.at("/video/canPublishData").asBoolean()).isTrue();
    }

    @Test
    void anotherTokenIsMadeWhileTheCallGoesOn() {
        Answer started = start("{\"workflow_version_id\": \"" + shop("Late") + "\"}");
        String path = "/api/calls/" + started.text("/id") + "/token";

        Answer another = api.post(path).expect(201);

        assertThat(another.text("/room")).isEqualTo(started.text("/livekit/room"));
        assertThat(another.header("Cache-Control")).isEqualTo("no-store");
        assertThat(claims(another.text("/token")).path("sub").asString()).isEqualTo("caller");
        jdbc.sql("update call_session set status = 'completed', ended_at = now() where id = :id")
                .param("id", UUID.fromString(started.text("/id")))
                .update();
        api.post(path).problem(409, "call-ended");
    }

    @Test
    void theCallWorkflowRunsUnderNamesThatAnOperatorFindsItBy() {
        Answer started = start("{\"workflow_version_id\": \"" + given("Operators") + "\", \"channel\": \"voice\","
                + " \"variables\": {\"shop\": \"Comet\", \"limit\": \"1.5\"}}");

        WorkflowExecutionDescription running = temporal.newUntypedWorkflowStub(started.text("/temporal/workflow_id"))
                .describe();

        WorkflowExecutionInfo info = running.getRawDescription().getWorkflowExecutionInfo();
        assertThat(info.getTaskQueue()).isEqualTo("calls");
        assertThat(running.getWorkflowType()).isEqualTo("CallWorkflow");
        assertThat(running.getStaticSummary()).isEqualTo("Operators v1");
        assertThat(running.getRawDescription()
                        .getExecutionConfig()
                        .getDefaultWorkflowTaskTimeout()
                        .getSeconds())
                .isEqualTo(1);
        assertThat(running.getRawDescription()
                        .getExecutionConfig()
                        .getWorkflowExecutionTimeout()
                        .getSeconds())
                .as("the default of max_call_seconds, and a day to record its end")
                .isEqualTo(3_600 + 86_400);
        assertThat(attribute(running, "TandemOrganization")).isEqualTo("tandem");
        assertThat(attribute(running, "TandemWorkflow")).isEqualTo("Operators");
        assertThat(attribute(running, "TandemVersion")).isEqualTo("1");
        assertThat(attribute(running, "TandemChannel")).isEqualTo("voice");
        assertThat(attribute(running, "TandemStatus")).isEqualTo("active");
        CallInput input = temporal.getOptions()
                .getDataConverter()
                .fromPayloads(
                        0,
                        Optional.of(temporal.fetchHistory(started.text("/temporal/workflow_id"))
                                .getEvents()
                                .getFirst()
                                .getWorkflowExecutionStartedEventAttributes()
                                .getInput()),
                        CallInput.class,
                        CallInput.class);
        assertThat(input.callId()).isEqualTo(started.text("/id"));
        assertThat(input.room()).isEqualTo(started.text("/livekit/room"));
        assertThat(input.variables())
                .containsOnlyKeys("shop", "limit")
                .containsEntry("shop", JsonNodeFactory.instance.stringNode("Comet"));
        assertThat(input.variables().get("limit")).hasToString("1.5");
    }

    @Test
    void aVariableThatDoesNotFitStartsNoCall() {
        String version = given("Misfits");

        Answer refused = call("{\"workflow_version_id\": \"" + version + "\","
                        + " \"variables\": {\"limit\": \"a lot\", \"other\": 1}}")
                .problem(422, "invalid-request");

        assertThat(refused.body().path("problems").findValuesAsString("pointer"))
                .containsExactly("/variables/limit", "/variables/other", "/variables/shop");
        assertThat(listed(version, "limit=1")).isEmpty();
    }

    private String given(String name) {
        String draft = newDraft(name);
        api.patch("/api/workflow-versions/" + draft, Shop.change("""
                        {"schema_version": 2,
                         "variables": [{"name": "shop", "given": true},
                                       {"name": "limit", "data_type": "number", "given": true, "is_required": false}],
                         "agents": [{"id": "a", "name": "A", "greeting": "Welcome to {{shop}}."}]}
                        """)).expect(200);
        api.post("/api/workflow-versions/" + draft + "/publish").expect(200);
        return draft;
    }

    @Test
    void aWorkflowOfAnyNameCanBeCalled() {
        String version = shop("\uD83D\uDCDE".repeat(200));

        Answer started = start("{\"workflow_version_id\": \"" + version + "\"}");

        assertThat(temporal.newUntypedWorkflowStub(started.text("/temporal/workflow_id"))
                        .describe()
                        .getStaticSummary())
                .endsWith(" v1");
    }

    @Test
    void aWorkflowWithNothingPublishedCannotBeCalled() {
        String draft = shopDraft("Unpublished");

        call("{\"workflow_id\": \"" + workflowOf(draft) + "\"}").problem(409, "not-published");
        call("{\"workflow_version_id\": \"" + draft + "\"}").problem(409, "not-published");
        assertThat(jdbc.sql("select count(*) from call_session where workflow_version_id = :id")
                        .param("id", UUID.fromString(draft))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatIsNotThereCannotBeCalled() {
        call("{\"workflow_id\": \"00000000-0000-0000-0000-000000000000\"}").problem(404, "not-found");
        call("{\"workflow_version_id\": \"00000000-0000-0000-0000-000000000000\"}")
                .problem(404, "not-found");
    }

    @Test
    void refusesACallThatDoesNotSayWhoAnswers() {
        String id = UUID.randomUUID().toString();

        call("{}").problem(422, "invalid-request");
        call("{\"workflow_id\": \"" + id + "\", \"workflow_version_id\": \"" + id + "\"}")
                .problem(422, "invalid-request");
        assertThat(call("{\"workflow_id\": \"shop\"}")
                        .problem(422, "invalid-request")
                        .text("/problems/0/pointer"))
                .isEqualTo("/workflow_id");
        assertThat(call("{\"workflow_id\": \"" + id + "\", \"channel\": \"telegraph\"}")
                        .problem(422, "invalid-request")
                        .text("/problems/0/pointer"))
                .isEqualTo("/channel");
        call("{\"workflow_id\": \"" + id + "\", \"variables\": 7}").problem(422, "invalid-request");
    }

    @Test
    void aVersionThatACallRefersToStays() {
        String version = shop("Referred");
        start("{\"workflow_version_id\": \"" + version + "\"}");

        assertThatThrownBy(() -> jdbc.sql("delete from workflow where id = :id")
                        .param("id", UUID.fromString(workflowOf(version)))
                        .update())
                .hasMessageContaining("call_session");
    }

    @Test
    void listsCallsNewestFirstByWorkflow() {
        String version = shop("Listed");
        String first = start("{\"workflow_version_id\": \"" + version + "\"}").text("/id");
        String second = start("{\"workflow_version_id\": \"" + version + "\"}").text("/id");
        String filter = "/api/calls?limit=1&status=active&workflow_id=" + workflowOf(version);

        Answer page = api.get(filter).expect(200);
        Answer next = api.get(filter + "&cursor=" + page.text("/next_cursor")).expect(200);

        assertThat(page.text("/items/0/id")).isEqualTo(second);
        assertThat(next.text("/items/0/id")).isEqualTo(first);
        assertThat(next.body().get("next_cursor").isNull()).isTrue();
        assertThat(api.get("/api/calls?status=completed&workflow_version_id=" + version)
                        .body()
                        .path("items"))
                .isEmpty();
        api.get("/api/calls?status=ringing").problem(422, "invalid-request");
    }

    @Test
    void aCallThatIsStartedAsATestIsOneAndTakesItsMocksAlong() {
        String version = shop("Tested");
        String test = start(
                        "{\"workflow_version_id\": \"" + version + "\", \"channel\": \"chat\", \"test\": {\"tools\": {"
                                + "\"check_order\": {\"answer\": {\"status\": \"{{order_id}} is mocked\"}}}}}")
                .text("/id");
        String real = start("{\"workflow_version_id\": \"" + version + "\"}").text("/id");

        assertThat(listed(version, "is_test=true")).containsExactly(test);
        assertThat(input(test).testTools())
                .isInstanceOfSatisfying(
                        TestTools.Mocked.class,
                        tools -> assertThat(tools.mocks()).containsOnlyKeys("check_order"));
        assertThat(input(real).testTools()).isNull();
    }

    @Test
    void mocksAreCheckedAndAreForTestsOnly() {
        String version = shop("Checked mocks");
        String call = "{\"workflow_version_id\": \"" + version + "\", ";
        JsonNode problem = api.post(
                        "/api/calls",
                        call + "\"test\": {\"tools\": {\"check_weather\": {\"answer\": 1},"
                                + " \"check_order\": {\"answer\": \"{{#a}}\"}}}}")
                .problem(422, "invalid-request")
                .body();

        assertThat(problem.path("problems").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/test/tools/check_weather", "/test/tools/check_order/answer");
        api.post("/api/calls", call + "\"tools\": {\"check_order\": {\"answer\": 1}}}")
                .problem(422, "invalid-request");
    }

    private CallInput input(String call) {
        return CallPayloads.converter()
                .fromPayloads(
                        0,
                        Optional.of(temporal.fetchHistory("tandem/call-" + call)
                                .getEvents()
                                .getFirst()
                                .getWorkflowExecutionStartedEventAttributes()
                                .getInput()),
                        CallInput.class,
                        CallInput.class);
    }

    @Test
    void listsCallsByChannelTimeAndWhetherTheyWereTests() {
        String version = shop("Filtered");
        String real = start("{\"workflow_version_id\": \"" + version + "\"}").text("/id");
        String test = start("{\"workflow_version_id\": \"" + version + "\"}").text("/id");
        jdbc.sql("update call_session set is_test = true, channel = 'chat', created_at = '2026-01-02T03:04:05Z'"
                        + " where id = :id")
                .param("id", UUID.fromString(test))
                .update();

        assertThat(listed(version, "is_test=true")).containsExactly(test);
        assertThat(listed(version, "is_test=false")).containsExactly(real);
        assertThat(api.get("/api/calls?is_test=true&workflow_version_id=" + version)
                        .text("/items/0/is_test"))
                .isEqualTo("true");
        assertThat(api.get("/api/calls/" + test).text("/is_test")).isEqualTo("true");
        assertThat(api.get("/api/calls/" + real).text("/is_test")).isEqualTo("false");
        assertThat(listed(version, "channel=chat")).containsExactly(test);
        assertThat(listed(version, "from=2026-01-02T03:04:05Z&to=2026-01-02T03:04:06Z"))
                .containsExactly(test);
        assertThat(listed(version, "to=2026-01-02T03:04:05Z")).isEmpty();
        assertThat(listed(version, "from=2026-01-03T00:00:00%2B02:00")).containsExactly(real);
        for (String none :
                new String[] {"channel=telegraph", "is_test=maybe", "from=yesterday", "to=%2B99999-01-01T00:00:00Z"}) {
            api.get("/api/calls?" + none).problem(422, "invalid-request");
        }
    }

    private List<String> listed(String version, String filter) {
        return api.get("/api/calls?workflow_version_id=" + version + "&" + filter)
                .expect(200)
                .body()
                .path("items")
                .findValuesAsString("id");
    }

    private Answer call(String request) {
        return api.post("/api/calls", request);
    }

    private Answer start(String request) {
        return call(request).expect(201);
    }

    private static String attribute(WorkflowExecutionDescription running, String name) {
        return String.valueOf(running.getTypedSearchAttributes().get(SearchAttributeKey.forKeyword(name)));
    }

    /** Returns the claims of a token without verifying it. */
    static JsonNode claims(String jwt) {
        String payload = new String(
                Base64.getUrlDecoder().decode(jwt.substring(jwt.indexOf('.') + 1, jwt.lastIndexOf('.'))),
                StandardCharsets.UTF_8);
        return JsonMapper.builder().build().readTree(payload);
    }
}
