package dev.tandem.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DiffIT extends ApiTest {

    @Test
    void aConfigurationIsComparedAndJudgedBeforeItIsStored() {
        String draft = shop("Planned");
        String renamed = Shop.change(Shop.DOCUMENT.replace("\"name\": \"Intake\"", "\"name\": \"Reception\""));
        String unfit = Shop.change("{\"agents\": []}");

        JsonNode same = api.post("/api/workflow-versions/" + draft + "/diff", Shop.change(Shop.DOCUMENT))
                .expect(200)
                .body();
        JsonNode diff = api.post("/api/workflow-versions/" + draft + "/diff", renamed)
                .expect(200)
                .body();

        assertThat(same.at("/agents/changed")).isEmpty();
        assertThat(diff.at("/agents/changed/0/previous_name").asString()).isEqualTo("Intake");
        String validate = "/api/workflow-versions/" + draft + "/validate";
        assertThat(api.post(validate, unfit).expect(200).body().path("valid").asBoolean())
                .isFalse();
        assertThat(api.post(validate).expect(200).body().path("valid").asBoolean())
                .isTrue();
        api.post("/api/workflow-versions/" + draft + "/diff", "{}").problem(422, "invalid-request");
    }

    @Test
    void tellsWhatChangedByAgentPathToolAndVariable() {
        String before = shop("Compared");
        String after = copyOf(before);
        api.patch(
                        "/api/workflow-versions/" + after,
                        Shop.change(Shop.DOCUMENT
                                .replace("\"name\": \"Intake\"", "\"name\": \"Reception\"")
                                .replace("\"method\": \"GET\"", "\"method\": \"POST\"")
                                .replace("\"id\": \"bye\"", "\"id\": \"farewell\"")
                                .replace("\"data_type\": \"digits\"", "\"data_type\": \"string\"")
                                .replace("\"schema_version\": 2", "\"schema_version\": 2, \"language\": \"en-GB\"")))
                .expect(200);

        JsonNode diff = diff(after, before).expect(200).body();

        assertThat(diff.at("/from/version").asInt()).isEqualTo(1);
        assertThat(diff.at("/to/version").asInt()).isEqualTo(2);
        assertThat(diff.at("/document")).hasToString(fields("/language", "null", "\"en-GB\""));
        assertThat(diff.at("/agents/changed/0/previous_name").asString()).isEqualTo("Intake");
        assertThat(diff.at("/agents/changed/0/fields")).hasToString(fields("/name", "\"Intake\"", "\"Reception\""));
        assertThat(diff.at("/tools/changed/0/id").asString()).isEqualTo("check");
        assertThat(diff.at("/tools/changed/0/owner").asString()).isEqualTo("intake");
        assertThat(diff.at("/tools/changed/0/fields")).hasToString(fields("/config/method", "\"GET\"", "\"POST\""));
        assertThat(diff.at("/paths/removed/0/id").asString()).isEqualTo("bye");
        assertThat(diff.at("/paths/added/0/id").asString()).isEqualTo("farewell");
        assertThat(diff.at("/variables/changed/0/fields"))
                .hasToString(fields("/data_type", "\"digits\"", "\"string\""));
    }

    @Test
    void aCopyIsNoChange() {
        String before = shop("Copied to compare");

        JsonNode diff = diff(copyOf(before), before).expect(200).body();

        assertThat(diff.path("document")).isEmpty();
        for (String parts : new String[] {"agents", "tools", "paths", "variables"}) {
            assertThat(diff.path(parts)).hasToString("{\"added\":[],\"removed\":[],\"changed\":[]}");
        }
    }

    @Test
    void bothVersionsMustBeThere() {
        String version = shop("Alone");

        diff(version, "00000000-0000-0000-0000-000000000000").problem(404, "not-found");
        diff("00000000-0000-0000-0000-000000000000", version).problem(404, "not-found");
        api.get("/api/workflow-versions/" + version + "/diff?against=one").problem(422, "invalid-request");
        api.get("/api/workflow-versions/" + version + "/diff").problem(400, "bad-request");
    }

    private Answer diff(String version, String against) {
        return api.get("/api/workflow-versions/" + version + "/diff?against=" + against);
    }

    private String copyOf(String version) {
        return api.post("/api/workflows/" + workflowOf(version) + "/versions")
                .expect(201)
                .text("/id");
    }

    private static String fields(String field, String before, String after) {
        return "[{\"field\":\"" + field + "\",\"before\":" + before + ",\"after\":" + after + "}]";
    }
}
