package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Tool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class WorkspaceGateTest {

    private static final Workspace WORKSPACE = new Workspace(
            Map.of("shop", json("'Lakeside'")),
            Set.of("crm_key"),
            Map.of(
                    "check_order",
                    new ToolDefinition(
                            "http",
                            json("{'url': 'http://shop/{{id}}', 'headers': {'X-Key': '{{workspace.crm_key}}'}}"),
                            json("{'type': 'object', 'properties': {'id': {'type': 'string'}}}"),
                            "Looks up an order.",
                            Tool.SideEffect.NONE)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'greeting': 'This is {{workspace.shop}}.'",
                "'tools': [{'tool_type': 'check_order', 'say_before': 'I ask {{workspace.shop}}.'}]",
                "'tools': [{'tool_type': 'check_order', 'config': {'query': {'v': '{{workspace.shop}} {{id}}'}}}]",
                "'tools': [{'tool_type': 'http', 'name': 'a', 'description': 'd', 'config': {'url': 'http://a/{{workspace.crm_key}}'}}]",
            })
    void letsSettingsAndTheLibraryBeUsed(String agent) {
        assertThat(problems(agent)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'greeting': 'Hello {{workspace.crm_key}}' | secret_in_prompt /agents/0/greeting",
                "'tools': [{'tool_type': 'check_order', 'filler': '{{workspace.crm_key}}'}] | secret_in_prompt /agents/0/tools/0/filler",
                "'greeting': 'Hello {{workspace.gone}}' | unresolved_template /agents/0/greeting",
                "'tools': [{'tool_type': 'gone'}] | unknown_tool_type /agents/0/tools/0/tool_type",
                "'tools': [{'tool_type': 'check_order', 'config': {'url': 7}}] | invalid_config /agents/0/tools/0/config/url",
                "'tools': [{'tool_type': 'check_order', 'config': {'query': {'v': '{{x}}'}}}] | unresolved_template /agents/0/tools/0/config/query/v",
                "'tools': [{'tool_type': 'check_order', 'config': {'query': {'v': '{{workspace.gone}}'}}}] | unresolved_template /agents/0/tools/0/config/query/v",
            })
    void refusesWhatTheWorkspaceDoesNotHaveOrASecretWouldBetray(String agent, String problem) {
        assertThat(problems(agent)).contains(problem);
    }

    @Test
    void aProvidersConfigNamesWorkspaceVariablesAndNothingElse() {
        assertThat(problems("'llm': {'provider': 'builtin', 'fallbacks': [{'api_key': '{{gone}}'}]}"))
                .contains("unresolved_template /agents/0/llm/fallbacks/0/api_key");
        assertThat(problems("'llm': {'provider': 'builtin', 'fallbacks': [{'api_key': '{{workspace.gone}}'}]}"))
                .contains("unresolved_template /agents/0/llm/fallbacks/0/api_key");
        assertThat(problems("'llm': {'provider': 'builtin', 'fallbacks': [{'api_key': '{{workspace.crm_key}}'}]}"))
                .doesNotContain("unresolved_template /agents/0/llm/fallbacks/0/api_key");
    }

    @Test
    void whatPassesLoadsOnceItsToolsAreWrittenOut() {
        JsonNode document = document("'tools': [{'tool_type': 'check_order'}]");

        AgentGraph graph = GraphDocument.load(LibraryTools.writtenOut(document, WORKSPACE.tools()));

        assertThat(graph.entry().tool("check_order")).hasValueSatisfying(tool -> {
            assertThat(tool.toolType()).isEqualTo("http");
            assertThat(tool.sideEffect()).isEqualTo(Tool.SideEffect.NONE);
        });
    }

    private static List<String> problems(String agent) {
        return PublishGate.check(document(agent), WORKSPACE).problems().stream()
                .map(problem -> problem.code() + " " + problem.pointer())
                .toList();
    }

    private static JsonNode document(String agent) {
        return json("{'agents': [{'id': 'a', 'name': 'A', 'instructions': 'Help.', " + agent + "}]}");
    }
}
