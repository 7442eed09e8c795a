package dev.tandem.examples.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CloudDocumentTest {

    /** As the customer wrote it, for a service of their own. */
    private static final String CUSTOMERS = """
            {
              "agents": [
                {
                  "id": "uuid", "name": "Intake", "instructions": "Collect customer intent...",
                  "llm": {"provider": "openai", "model": "gpt-4o-mini"},
                  "stt": {"provider": "assemblyai", "model": "universal-streaming"},
                  "tts": {"provider": "cartesia", "voice_id": "sonic-2"},
                  "tools": [{"tool_type": "check_order", "config": {}}],
                  "paths": [{"id": "uuid", "name": "To Billing", "description": "Use when customer mentions invoices",
                             "target_agent_id": "uuid", "required_variables": [{"name": "customer_id", "is_required": true}]}]
                }
              ]
            }
            """;

    @Test
    void onlyIdsAndTheAgentThatThePathLeadsToDifferFromWhatTheCustomerWrote() {
        JsonNode document = CloudDocument.read();
        ArrayNode agents = (ArrayNode) document.path("agents");
        assertThat(agents).hasSize(2);
        assertThat(document.at("/agents/0/paths/0/target_agent_id"))
                .isEqualTo(agents.path(1).path("id"));
        for (String provider : List.of("llm", "stt", "tts")) {
            assertThat(agents.path(1).path(provider)).isEqualTo(agents.path(0).path(provider));
        }
        assertThat(agents.path(1).has("tools")).isFalse();

        agents.remove(1);
        ((ObjectNode) agents.path(0)).put("id", "uuid");
        ((ObjectNode) document.at("/agents/0/paths/0")).put("id", "uuid").put("target_agent_id", "uuid");
        assertThat(document).isEqualTo(JsonMapper.shared().readTree(CUSTOMERS));
    }

    @Test
    void openAiHearsAndSpeaksForWhoeverHasNoOtherKey() {
        Map<String, String> all =
                Map.of("OPENAI_API_KEY", "sk", "ASSEMBLYAI_API_KEY", "aai", "CARTESIA_API_KEY", "sk_car");
        assertThat(CloudDocument.forKeysIn(all)).isEqualTo(CloudDocument.read());

        JsonNode some = CloudDocument.forKeysIn(Map.of("OPENAI_API_KEY", "sk", "CARTESIA_API_KEY", "sk_car"));
        assertThat(some.at("/agents/1/stt/provider").asString()).isEqualTo("openai");
        assertThat(some.at("/agents/1/tts/provider").asString()).isEqualTo("cartesia");

        JsonNode one = CloudDocument.forKeysIn(Map.of("OPENAI_API_KEY", "sk", "CARTESIA_API_KEY", " "));
        assertThat(one.at("/agents/0/stt/provider").asString()).isEqualTo("openai");
        assertThat(one.at("/agents/0/tts/provider").asString()).isEqualTo("openai");
        assertThat(one.at("/agents/0/llm/model").asString()).isEqualTo("gpt-4o-mini");
    }

    @Test
    void theToolOfTheLibraryAsksTheBackendThatIsUp() {
        assertThat(CloudDocument.checkOrder(URI.create("http://127.0.0.1:4711"))
                        .at("/config/url")
                        .asString())
                .isEqualTo("http://127.0.0.1:4711/orders/{{order_id}}");
    }
}
