package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.graph.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LibraryGateTest {

    private static final JsonNode CONFIG =
            json("{'url': 'http://shop/{{id}}', 'headers': {'X-Key': '{{workspace.crm_key}}'}}");
    private static final JsonNode PARAMETERS = json("{'type': 'object', 'properties': {'id': {'type': 'string'}}}");

    @Test
    void letsAToolInThatAnyDocumentCouldUse() {
        assertThat(problems("check_order", CONFIG, PARAMETERS)).isEmpty();
        assertThat(problems("ping", json("{'url': 'http://shop/'}"), json("{}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a b, invalid_tool_name /tool_type",
        "http, reserved_name /tool_type",
        "set_variables, reserved_name /tool_type",
        "transfer_to_me, reserved_name /tool_type",
    })
    void refusesNamesThatNoToolMayHave(String toolType, String problem) {
        assertThat(problems(toolType, CONFIG, PARAMETERS)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'url': 7} | {} | invalid_config /config/url",
                "{'url': 'http://a/{{id}}'} | {} | unresolved_template /config/url",
                "{'url': 'http://a/{{'} | {} | malformed_template /config/url",
                "[] | {} | wrong_type /config",
                "{'url': 'http://a/'} | {'type': 'string'} | invalid_parameters /parameters",
                "{'url': 'http://a/'} | {'type': 'object', 'properties': {'id': {'type': 'pear'}}} | invalid_parameters /parameters/properties/id/type",
            })
    void refusesWhatTheAdapterCannotRun(String config, String parameters, String problem) {
        assertThat(problems("x", json(config), json(parameters))).anyMatch(found -> found.startsWith(problem));
    }

    @Test
    void refusesAToolThatWouldMakeDocumentsHuge() {
        JsonNode config = json("{'url': 'http://a/', 'headers': {'X': '" + "x".repeat(50_000) + "'}}");
        JsonNode japanese = json("{'url': 'http://a/', 'headers': {'X': '" + "語".repeat(16_384) + "'}}");

        assertThat(problems("x", config, PARAMETERS)).containsExactly("too_large ");
        assertThat(problems("x", japanese, PARAMETERS)).containsExactly("too_large ");
    }

    private static List<String> problems(String toolType, JsonNode config, JsonNode parameters) {
        ToolDefinition definition = new ToolDefinition("http", config, parameters, "d", Tool.SideEffect.NONE);
        return LibraryGate.problems(toolType, definition).stream()
                .map(problem -> problem.code() + " " + problem.pointer())
                .toList();
    }
}
