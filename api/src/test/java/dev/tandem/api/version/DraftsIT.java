package dev.tandem.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DraftsIT extends ApiTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private String draft = "";

    @BeforeEach
    void draft() {
        draft = "/api/workflow-versions/" + newDraft("Draft");
    }

    @Test
    void aConfigurationIsReplacedAndComesBackAsItWas() {
        Answer changed = api.patch(draft, Shop.change(Shop.DOCUMENT)).expect(200);

        assertThat(changed.body().path("config")).isEqualTo(MAPPER.readTree(Shop.DOCUMENT));
        assertThat(api.get(draft).expect(200).body()).isEqualTo(changed.body());
    }

    @Test
    void unknownFieldsAreKept() {
        api.patch(draft, "{\"config\": {\"agents\": [], \"x-ours\": {\"deep\": [null, 1.0, \"\\u00e9\"]}}}")
                .expect(200);

        assertThat(api.get(draft).body().at("/config/x-ours/deep")).hasToString("[null,1.0,\"é\"]");
    }

    @Test
    void aMergePatchChangesOnlyWhatItNames() {
        api.patch(draft, Shop.change(Shop.DOCUMENT)).expect(200);

        Answer merged = api.patch(
                        draft, MERGE_PATCH, "{\"config\": {\"language\": \"en-GB\", \"limits\": {\"max_turns\": 9}}}")
                .expect(200);

        assertThat(merged.text("/config/language")).isEqualTo("en-GB");
        assertThat(merged.text("/config/limits/max_turns")).isEqualTo("9");
        assertThat(merged.text("/config/limits/max_call_seconds")).isEqualTo("900");
        Answer removed = api.patch(draft, MERGE_PATCH, "{\"config\": {\"language\": null}}")
                .expect(200);
        assertThat(removed.body().at("/config/language").isMissingNode()).isTrue();
    }

    @Test
    void whoSawAnOlderDraftCannotChangeIt() {
        String seen = api.get(draft).header("ETag");
        Answer changed = api.patch(draft, "application/json", Shop.change(Shop.DOCUMENT), "If-Match", seen)
                .expect(200);

        api.patch(draft, "application/json", "{\"config\": {}}", "If-Match", seen)
                .problem(412, "stale");

        assertThat(changed.header("ETag")).isNotEqualTo(seen);
        assertThat(api.get(draft).header("ETag")).isEqualTo(changed.header("ETag"));
        api.patch(draft, "application/json", Shop.change(Shop.DOCUMENT), "If-Match", changed.header("ETag"))
                .expect(200);
    }

    @Test
    void aReaderWhoHasItAlreadyGetsNothingNew() {
        String tag = api.get(draft).header("ETag");

        api.send(api.request(draft).header("If-None-Match", tag).GET()).expect(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"config\": null}", "{\"config\": []}", "{\"config\": \"x\"}"})
    void aConfigurationIsAnObject(String body) {
        Answer refused = api.patch(draft, body).problem(422, "invalid-request");

        assertThat(refused.text("/problems/0/pointer")).isEqualTo("/config");
    }

    @Test
    void malformedJsonIsRefusedWithItsPlace() {
        Answer refused = api.patch(draft, "{\"config\":\n  {\"agents\": [}").problem(400, "malformed-json");

        assertThat(refused.text("/detail")).contains("line 2, column 15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1, 2",
                "{\"config\": {}} {}",
                "{\"config\": {\"a\": 1, \"a\": 2}}",
                "{\"config\": {'a': 1}}",
                "{\"config\": NaN}"
            })
    void whatIsNotExactlyOneJsonValueIsRefused(String body) {
        api.patch(draft, body).problem(400, "malformed-json");
    }

    @Test
    void textThatCannotBeStoredIsRefusedWithItsPlace() {
        Answer refused = api.patch(
                        draft,
                        "{\"config\": {\"a\": \"x\\u0000\", \"b\": [\"\\ud800\"], \"c\": {\"\\u0000\": 1}, \"d\": 1e9999}}")
                .problem(422, "invalid-request");

        assertThat(refused.body().path("problems").findValuesAsString("pointer"))
                .containsExactly("/config/a", "/config/b/0", "/config/c/\uFFFD", "/config/d");
        api.post("/api/workflows", "{\"name\": \"x\\u0000\"}").problem(422, "invalid-request");
    }

    @Test
    void aDocumentHasAtMostOneMebibyte() {
        String most = "{\"schema_version\":2,\"x\":\"" + "a".repeat((1 << 20) - 27) + "\"}";
        assertThat(most).hasSize(1 << 20);

        api.patch(draft, Shop.change(most)).expect(200);

        api.patch(draft, Shop.change(most.replaceFirst("aa", "aaa"))).problem(413, "content-too-large");
        api.patch(draft, Shop.change("{\"x\":\"" + "a".repeat(5 << 20) + "\"}")).problem(413, "content-too-large");
        api.patch(draft, MERGE_PATCH, "{\"config\": {\"y\": \"one more field\"}}")
                .problem(413, "content-too-large");
    }

    @Test
    void aDraftMayBeBrokenAndTheGateSaysHow() {
        api.patch(draft, "{\"config\": {\"agents\": [{\"id\": \"a\"}, {\"id\": \"a\", \"name\": 7}]}}")
                .expect(200);

        Answer findings = api.post(draft + "/validate").expect(200);

        assertThat(findings.text("/valid")).isEqualTo("false");
        assertThat(findings.body().path("problems").findValuesAsString("pointer"))
                .contains("/agents/0/name", "/agents/1/id", "/agents/1/name");
    }

    @Test
    void aNewDraftIsACopyOfTheLatestOrOfTheVersionThatIsNamed() {
        api.patch(draft, Shop.change(Shop.DOCUMENT)).expect(200);
        String workflow = api.get(draft).text("/workflow_id");
        String versions = "/api/workflows/" + workflow + "/versions";

        Answer second = api.post(versions).expect(201);
        api.patch(second.header("Location"), "{\"config\": {\"agents\": []}}").expect(200);
        Answer third = api.post(versions, "{\"from_version\": 1}").expect(201);

        assertThat(second.text("/version")).isEqualTo("2");
        assertThat(second.body().path("config")).isEqualTo(MAPPER.readTree(Shop.DOCUMENT));
        assertThat(third.text("/version")).isEqualTo("3");
        assertThat(third.body().path("config")).isEqualTo(second.body().path("config"));
        api.post(versions, "{\"from_version\": 9}").problem(404, "not-found");
        Answer page = api.get(versions + "?limit=2").expect(200);
        assertThat(page.body().path("items").findValuesAsString("version")).containsExactly("3", "2");
        Answer last = api.get(versions + "?limit=2&cursor=" + page.text("/next_cursor"));
        assertThat(last.body().path("items").findValuesAsString("version")).containsExactly("1");
        assertThat(last.body().get("next_cursor").isNull()).isTrue();
    }

    @Test
    void idsThatAreMissingAreMadeOnceAndKept() {
        Answer saved = api.patch(draft, """
                        {"config": {"agents": [{"name": "A", "tools": [{"tool_type": "http"}],
                                                "paths": [{"name": "Bye", "target": {"end": true}}]}]}}
                        """).expect(200);

        for (String pointer :
                List.of("/config/agents/0/id", "/config/agents/0/tools/0/id", "/config/agents/0/paths/0/id")) {
            assertThat(saved.text(pointer)).hasSize(36);
        }
        Answer again = api.patch(draft, MERGE_PATCH, "{\"config\": {\"language\": \"en-GB\"}}")
                .expect(200);
        assertThat(again.body().at("/config/agents")).isEqualTo(saved.body().at("/config/agents"));
    }
}
