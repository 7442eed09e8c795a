package dev.tandem.workflows.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.graph.Tool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiscoveredToolsTest {

    private static final DiscoveredTool FOUND = new DiscoveredTool(
            "Looks up an order.",
            json("{'type': 'object', 'required': ['id'], 'properties': {'id': {'type': 'string'}}}"),
            "5a");

    @Test
    void onlyToolsOfServersAreAskedAbout() {
        assertThat(DiscoveredTools.in(
                        document(
                                "{'tool_type': 'mcp', 'name': 'find', 'config': {'url': 'https://a.example/mcp',"
                                        + " 'tool': 'f'}}",
                                "{'tool_type': 'http', 'config': {'url': 'https://a.example/'}}"),
                        Workspace.EMPTY))
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.key()).isEqualTo("desk/find");
                    assertThat(asked.pointer()).isEqualTo("/agents/0/tools/0");
                    assertThat(asked.tool().config().path("tool")).isEqualTo(json("'f'"));
                });
    }

    @Test
    void aToolOfTheLibraryIsAskedAboutToo() {
        ToolDefinition library = new ToolDefinition(
                "mcp", json("{'url': 'https://a.example/mcp', 'tool': 'f'}"), json("{}"), "", Tool.SideEffect.NONE);
        assertThat(DiscoveredTools.in(
                        document("{'tool_type': 'find'}"), new Workspace(Map.of(), Set.of(), Map.of("find", library))))
                .extracting(DiscoveredTools.Asked::key)
                .containsExactly("desk/find");
    }

    @Test
    void nobodyIsAskedForADocumentWithFaults() {
        assertThat(DiscoveredTools.in(
                        document("{'tool_type': 'mcp', 'name': 'find', 'config': {'tool': 'f'}}"), Workspace.EMPTY))
                .isEmpty();
    }

    @Test
    void whatTheAuthorWroteWins() {
        Map<String, DiscoveredTool> found = Map.of("desk/find", FOUND, "desk/own", FOUND);
        JsonNode document = document(
                "{'tool_type': 'mcp', 'name': 'find', 'config': {'url': 'https://a.example/mcp', 'tool': 'f'}}",
                "{'tool_type': 'mcp', 'name': 'own', 'description': 'Mine.', 'parameters': {'type': 'object'},"
                        + " 'config': {'url': 'https://a.example/mcp', 'tool': 'f'}}");

        List<Tool> tools = GraphDocument.load(DiscoveredTools.frozenInto(document, found))
                .agents()
                .getFirst()
                .tools();

        assertThat(tools.getFirst().description()).isEqualTo("Looks up an order.");
        assertThat(tools.getFirst().parameters()).isEqualTo(FOUND.parameters());
        assertThat(tools.get(1).description()).isEqualTo("Mine.");
        assertThat(tools.get(1).parameters()).isEqualTo(json("{'type': 'object'}"));
        assertThat(tools)
                .allSatisfy(
                        tool -> assertThat(tool.config().at("/frozen/sha256")).isEqualTo(json("'5a'")));
        assertThat(document.at("/agents/0/tools/0/parameters").isMissingNode()).isTrue();
    }

    @Test
    void theGateJudgesWhatTheServerSays() {
        DiscoveredTool odd = new DiscoveredTool(
                "", json("{'type': 'object', 'properties': {'id': {'type': 'string', 'pattern': '(?=a)'}}}"), "5a");
        JsonNode document = document(
                "{'tool_type': 'mcp', 'name': 'find', 'config': {'url': 'https://a.example/mcp', 'tool': 'f'}}");
        assertThat(PublishGate.check(document, Workspace.EMPTY.with(Map.of("desk/find", FOUND)))
                        .passed())
                .isTrue();
        assertThat(PublishGate.check(document, Workspace.EMPTY.with(Map.of("desk/find", odd)))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("invalid_pattern");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'url': 'https://a.example/mcp', 'tool': 'f', 'command': ['x']} | invalid_config",
                "{'url': 'https://{{workspace.HOST}}/mcp', 'tool': 'f'} | invalid_config",
                "{'url': 'https://a.example/{{id}}', 'tool': 'f'} | argument_in_session",
                "{'url': 'https://a.example/', 'tool': 'f', 'headers': {'X': '{{id}}'}} | argument_in_session",
                "{'url': 'https://a.example/', 'tool': 'f', 'headers': {'Mcp-Session-Id': '1'}} | forbidden_header",
                "{'url': 'https://a.example/', 'tool': 'f', 'headers': {'host': 'b'}} | forbidden_header",
                "{'command': ['rm -rf'], 'tool': 'f'} | invalid_config",
                "{'url': 'https://a.example/', 'tool': 'f', 'frozen': {'sha256': '5a'}} | invalid_config",
                "{'url': 'https://a.example/', 'tool': 'f', 'arguments': {'a': '{{missing}}'}} | unresolved_template",
            })
    void aConfigThatCannotWorkIsRefused(String config, String code) {
        assertThat(PublishGate.check(
                                document("{'tool_type': 'mcp', 'name': 'find', 'parameters': {'type': 'object',"
                                        + " 'properties': {'id': {'type': 'string'}}}, 'config': " + config + "}"),
                                Workspace.EMPTY)
                        .problems())
                .extracting(Problem::code)
                .contains(code);
    }

    private static JsonNode document(String... tools) {
        return json("{'agents': [{'id': 'desk', 'name': 'Desk', 'greeting': 'Hello.', 'tools': ["
                + String.join(",", tools) + "]}]}");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
