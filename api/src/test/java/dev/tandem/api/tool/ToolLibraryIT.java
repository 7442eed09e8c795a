package dev.tandem.api.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import dev.tandem.workflows.call.api.LoadVersion;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

class ToolLibraryIT extends ApiTest {

    private static final String PATH = "/api/tool-definitions";

    @Autowired
    private LoadVersion versions;

    @Test
    void aDocumentNamesAToolOfTheLibrary() {
        define("find_parcel", "http://one.example/{{id}}");
        String draft = draftWith("find_parcel");

        api.post("/api/workflow-versions/" + draft + "/validate").expect(200);
        assertThat(api.post("/api/workflow-versions/" + draft + "/publish")
                        .expect(200)
                        .text("/config/agents/0/tools/0/tool_type"))
                .as("the document stays as it was written")
                .isEqualTo("find_parcel");

        JsonNode tool = tool(draft);
        assertThat(tool.path("tool_type").stringValue()).isEqualTo("http");
        assertThat(tool.path("name").stringValue()).isEqualTo("find_parcel");
        assertThat(tool.path("side_effect").stringValue()).isEqualTo("none");
        assertThat(tool.at("/parameters/properties/id/type").stringValue()).isEqualTo("string");
        assertThat(tool.at("/config/url").stringValue()).isEqualTo("http://one.example/{{id}}");
    }

    @Test
    void aChangeInTheLibraryChangesDraftsAndNeverAPublishedVersion() {
        String id = define("move_parcel", "http://one.example/{{id}}");
        String published = draftWith("move_parcel");
        api.post("/api/workflow-versions/" + published + "/publish").expect(200);

        api.patch(PATH + "/" + id, "{\"config\": {\"url\": \"http://two.example/{{id}}\"}}")
                .expect(200);

        assertThat(tool(published).at("/config/url").stringValue()).isEqualTo("http://one.example/{{id}}");
        assertThat(frozen(published)).hasSize(1);
        assertThat(frozen(published).path(0).path("tool_type").asString()).isEqualTo("move_parcel");
        assertThat(frozen(published).at("/0/config/url").asString()).isEqualTo("http://one.example/{{id}}");
        assertThat(frozen(published).at("/0/side_effect").asString()).isEqualTo("none");
        String copy = api.post("/api/workflows/" + workflowOf(published) + "/versions", "{}")
                .expect(201)
                .text("/id");
        assertThat(frozen(copy)).as("a draft has none yet").isEmpty();
        api.post("/api/workflow-versions/" + copy + "/publish").expect(200);
        assertThat(tool(copy).at("/config/url").stringValue()).isEqualTo("http://two.example/{{id}}");
    }

    @Test
    void aVersionWhoseToolTheLibraryLostCanBeRolledBackTo() {
        String id = define("lost_parcel", "http://one.example/{{id}}");
        String first = draftWith("lost_parcel");
        api.post("/api/workflow-versions/" + first + "/publish").expect(200);
        String versions = "/api/workflows/" + workflowOf(first) + "/versions";
        String second = api.post(versions, "{}").expect(201).text("/id");
        api.patch(
                        "/api/workflow-versions/" + second,
                        Shop.change("{\"agents\": [{\"id\": \"a\", \"name\": \"A\", \"instructions\": \"Help.\"}]}"))
                .expect(200);
        api.post("/api/workflow-versions/" + second + "/publish").expect(200);
        api.send(api.request(PATH + "/" + id).DELETE()).expect(204);

        String back = api.post(versions, "{\"from_version\": 1}").expect(201).text("/id");
        String again = api.post(versions, "{}").expect(201).text("/id");

        api.post("/api/workflow-versions/" + back + "/publish").expect(200);
        assertThat(tool(back)).isEqualTo(tool(first));
        api.post("/api/workflow-versions/" + again + "/publish").expect(200);
        assertThat(tool(again)).as("a copy of the copy").isEqualTo(tool(first));
        assertThat(api.post("/api/workflow-versions/" + draftWith("lost_parcel") + "/publish")
                        .problem(422, "invalid-configuration")
                        .text("/problems/0/code"))
                .isEqualTo("unknown_tool_type");
    }

    @Test
    void whatWasFrozenCannotBeChangedBySqlEither() {
        define("keep_parcel", "http://one.example/{{id}}");
        String published = draftWith("keep_parcel");
        api.post("/api/workflow-versions/" + published + "/publish").expect(200);

        assertThatThrownBy(
                        () -> jdbc.sql("update workflow_version set discovered_tools = '{\"a/b\": {}}' where id = :id")
                                .param("id", UUID.fromString(published))
                                .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("cannot be changed");
        assertThatThrownBy(() -> jdbc.sql("update workflow_version set tool_definitions = '{}' where id = :id")
                        .param("id", UUID.fromString(published))
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("cannot be changed");
    }

    @Test
    void aDraftTellsThatItsToolIsGone() {
        String id = define("lose_parcel", "http://one.example/{{id}}");
        String draft = draftWith("lose_parcel");
        api.send(api.request(PATH + "/" + id).DELETE()).expect(204);
        api.get(PATH + "/" + id).problem(404, "not-found");

        JsonNode findings = api.post("/api/workflow-versions/" + draft + "/validate")
                .expect(200)
                .body();

        assertThat(findings.path("valid").asBoolean()).isFalse();
        assertThat(findings.at("/problems/0/code").asString()).isEqualTo("unknown_tool_type");
        assertThat(findings.at("/problems/0/pointer").asString()).isEqualTo("/agents/0/tools/0/tool_type");
        assertThat(findings.at("/problems/0/message").asString()).contains("lose_parcel", "/api/tool-definitions");
    }

    @Test
    void aChangeLeavesWhatItDoesNotName() {
        String id = define("name_parcel", "http://one.example/{{id}}");

        JsonNode changed = api.patch(PATH + "/" + id, "{\"description\": \"Names one.\"}")
                .expect(200)
                .body();

        assertThat(changed.path("description").asString()).isEqualTo("Names one.");
        assertThat(changed.at("/config/url").asString()).isEqualTo("http://one.example/{{id}}");
        assertThat(api.get(PATH + "/" + id).body()).isEqualTo(changed);
        api.patch(PATH + "/" + id, "{\"tool_type\": \"other\"}").problem(422, "invalid-request");
        api.post(PATH, definition("name_parcel", "http://one.example/")).problem(409, "name-taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | invalid_tool_name | /tool_type",
                "{'tool_type': 'http', 'adapter': 'http'} | reserved_name | /tool_type",
                "{'tool_type': 'transfer_to_x', 'adapter': 'http'} | reserved_name | /tool_type",
                "{'tool_type': 'x', 'adapter': 'pigeon'} | unknown_adapter | /adapter",
                "{'tool_type': 'x', 'adapter': 'http', 'config': {}} | invalid_config | /config",
                "{'tool_type': 'x', 'adapter': 'http', 'config': []} | wrong_type | /config",
                "{'tool_type': 'x', 'adapter': 'http', 'config': {'url': 'http://a/{{id}}'}} | unresolved_template |"
                        + " /config/url",
                "{'tool_type': 'x', 'adapter': 'http', 'parameters': {'type': 'pear'}} | invalid_parameters |"
                        + " /parameters",
                "{'tool_type': 'x', 'adapter': 'http', 'side_effect': 'twice'} | invalid_value | /side_effect",
            })
    void saysWhatIsWrongWithADefinition(String body, String code, String pointer) {
        JsonNode problems = api.post(PATH, body.replace('\'', '"'))
                .problem(422, "invalid-request")
                .body()
                .path("problems");

        assertThat(problems.valueStream()
                        .map(problem -> problem.path("code").asString() + " "
                                + problem.path("pointer").asString()))
                .contains(code + " " + pointer);
    }

    @Test
    void aSmallDocumentCannotBeMadeHugeByTheLibrary() {
        String filler = "語".repeat(15_900);
        api.post(PATH, """
                        {"tool_type": "heavy", "adapter": "http",
                         "config": {"url": "http://one.example/", "headers": {"X-Filler": "%s"}}}
                        """.formatted(filler)).expect(201);
        StringBuilder tools = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            tools.append(i == 0 ? "" : ", ").append("{\"tool_type\": \"heavy\", \"name\": \"t" + i + "\"}");
        }
        String draft = newDraft("Heavy");
        api.patch("/api/workflow-versions/" + draft, Shop.change("""
                        {"agents": [{"id": "a", "name": "A", "instructions": "Help.", "tools": [%s]}]}
                        """.formatted(tools)))
                .expect(200);

        assertThat(api.post("/api/workflow-versions/" + draft + "/publish")
                        .problem(422, "invalid-configuration")
                        .text("/problems/0/code"))
                .isEqualTo("too_large");
    }

    private String define(String toolType, String url) {
        return api.post(PATH, definition(toolType, url)).expect(201).text("/id");
    }

    private static String definition(String toolType, String url) {
        return """
                {"tool_type": "%s", "adapter": "http", "description": "Does something with a parcel.",
                 "side_effect": "none", "config": {"url": "%s"},
                 "parameters": {"type": "object", "properties": {"id": {"type": "string"}}}}
                """.formatted(toolType, url);
    }

    private String draftWith(String toolType) {
        String draft = newDraft("Uses " + toolType);
        api.patch("/api/workflow-versions/" + draft, Shop.change("""
                        {"agents": [{"id": "a", "name": "A", "instructions": "Help.",
                                     "tools": [{"tool_type": "%s", "config": {}}]}]}
                        """.formatted(toolType)))
                .expect(200);
        return draft;
    }

    private JsonNode frozen(String version) {
        return api.get("/api/workflow-versions/" + version + "/tool-definitions")
                .expect(200)
                .body()
                .path("items");
    }

    /** Returns the tool as calls of the version have it. */
    private JsonNode tool(String version) {
        return versions.load(version, "tandem", null).document().at("/agents/0/tools/0");
    }
}
