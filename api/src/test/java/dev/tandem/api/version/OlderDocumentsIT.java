package dev.tandem.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import dev.tandem.workflows.call.api.LoadVersion;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OlderDocumentsIT extends ApiTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * A document as the service before Tandem wrote it: without a schema version, and with the names of its columns.
     */
    private static final String OLD = """
            {"agents": [{"id": "desk", "name": "Desk", "llm_config": {"provider": "builtin"}, "x-team": ["blue"],
              "paths": [{"id": "more", "name": "More", "description": "The caller wants more", "to_agent_id": "desk",
                         "required_variables": [{"name": "guests", "data_type": "int"}]}]}]}
            """;

    @Autowired
    private LoadVersion loadVersion;

    @Test
    void aDocumentOfAnEarlierServiceLoadsUnchanged() {
        String document = """
                {"agents": [{"id": "uuid", "name": "Intake", "instructions": "Collect customer intent...",
                  "llm": {"provider": "openai", "model": "gpt-4o-mini"},
                  "tools": [{"id": "t", "tool_type": "check_order", "config": {}}],
                  "paths": [{"id": "uuid", "name": "To Billing", "description": "Use when customer mentions invoices",
                             "target_agent_id": "uuid",
                             "required_variables": [{"name": "customer_id", "is_required": true}]}]}]}
                """;
        String draft = newDraft("Earlier service");

        Answer saved = api.patch("/api/workflow-versions/" + draft, Shop.change(document))
                .expect(200);

        ObjectNode config = (ObjectNode) saved.body().path("config");
        assertThat(config.remove("schema_version").asInt()).isEqualTo(2);
        assertThat(config.remove("sources").asString()).isEqualTo("any");
        assertThat(config).isEqualTo(MAPPER.readTree(document));
    }

    @Test
    void anOlderDocumentIsLiftedAsItIsSaved() {
        String draft = "/api/workflow-versions/" + newDraft("Old saved");

        Answer saved = api.patch(draft, Shop.change(OLD)).expect(200);

        assertThat(saved.text("/config/schema_version")).isEqualTo("2");
        assertThat(saved.text("/config/agents/0/llm/provider")).isEqualTo("builtin");
        assertThat(saved.text("/config/agents/0/paths/0/target_agent_id")).isEqualTo("desk");
        assertThat(saved.text("/config/agents/0/paths/0/required_variables/0/data_type"))
                .isEqualTo("integer");
        assertThat(saved.text("/config/agents/0/x-team/0")).isEqualTo("blue");
        Answer findings = api.post(draft + "/validate").expect(200);
        assertThat(findings.text("/valid")).isEqualTo("true");
        assertThat(findings.body().path("warnings").findValuesAsString("code")).containsExactly("unknown_field");
        assertThat(findings.text("/warnings/0/pointer")).isEqualTo("/agents/0/x-team");
    }

    @Test
    void aDraftThatWasStoredBeforeIsLiftedAsItIsRead() {
        String id = newDraft("Old stored");
        String draft = "/api/workflow-versions/" + id;
        jdbc.sql("update workflow_version set config = cast(:config as jsonb) where id = :id")
                .param("config", OLD)
                .param("id", UUID.fromString(id))
                .update();

        assertThat(api.get(draft).text("/config/agents/0/paths/0/target_agent_id"))
                .isEqualTo("desk");
        api.post(draft + "/publish").expect(200);

        assertThat(jdbc.sql("select config->>'schema_version' from workflow_version where id = :id")
                        .param("id", UUID.fromString(id))
                        .query(String.class)
                        .single())
                .isEqualTo("2");
        assertThat(loadVersion
                        .load(id, "tandem", null)
                        .document()
                        .at("/agents/0/llm/provider")
                        .asString())
                .isEqualTo("builtin");
    }

    @Test
    void aDocumentOfANewerSchemaIsNotPublished() {
        String draft = "/api/workflow-versions/" + newDraft("Newer");
        api.patch(draft, Shop.change(Shop.DOCUMENT.replace("\"schema_version\": 2", "\"schema_version\": 3")))
                .expect(200);

        Answer refused = api.post(draft + "/publish").problem(422, "invalid-configuration");

        assertThat(refused.body().path("problems").findValuesAsString("code")).containsExactly("newer_schema");
        assertThat(refused.text("/problems/0/message")).contains("this build reads up to 2");
    }
}
