package dev.tandem.workers.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.secret.Safe;
import dev.tandem.workflows.call.Conversation;
import dev.tandem.workflows.event.LoadVersion;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.GraphDocument;
import dev.tandem.workflows.secret.SealedSecrets;
import dev.tandem.workflows.secret.WorkspaceValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PromptsTest {

    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree("""
            {"agents": [{"id": "a", "name": "Intake", "instructions": "You answer for {{workspace.shop}}.",
                         "greeting": "{{workspace.shop}}, open until {{workspace.closing_hour}}."}]}
            """);

    @Test
    void settingsStandInWhatTheModelIsToldAndTheCallerHears() {
        AgentGraph graph = GraphDocument.load(DOCUMENT);
        SealedSecrets sealed = Safe.holding(Map.of("crm_key", "canary-4f9c2b")).secrets();
        WorkspaceValues workspace =
                new WorkspaceValues(Map.of("shop", json("\"Lakeside\""), "closing_hour", json("18")), sealed);
        Conversation conversation = new Conversation(
                new LoadVersion.Version("v", "Shop", 1, "UTC", DOCUMENT, workspace), "a", 0, List.of(), Map.of());

        Prompts prompts = new Prompts(graph, conversation);

        assertThat(prompts.fill(graph.entry().instructions())).isEqualTo("You answer for Lakeside.");
        assertThat(prompts.greeting(graph.entry())).isEqualTo("Lakeside, open until 18.");
        assertThat(prompts.fill("{{workspace.crm_key}}")).isEmpty();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
