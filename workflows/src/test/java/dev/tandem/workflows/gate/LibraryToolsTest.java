package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.graph.Tool;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LibraryToolsTest {

    private static final Map<String, ToolDefinition> LIBRARY = Map.of(
            "check_order",
            new ToolDefinition(
                    "http",
                    json("{'method': 'GET', 'url': 'http://shop/orders/{{id}}', 'query': {'lang': 'en'}}"),
                    json("{'type': 'object', 'properties': {'id': {'type': 'string'}}}"),
                    "Looks up an order.",
                    Tool.SideEffect.NONE));

    @Test
    void writesOutWhatTheLibrarySays() {
        assertThat(writtenOut("{'tool_type': 'check_order'}")).isEqualTo(json("""
                {'tool_type': 'http', 'name': 'check_order', 'description': 'Looks up an order.', 'side_effect': 'none',
                 'parameters': {'type': 'object', 'properties': {'id': {'type': 'string'}}},
                 'config': {'method': 'GET', 'url': 'http://shop/orders/{{id}}', 'query': {'lang': 'en'}}}
                """));
    }

    @Test
    void whatTheToolSaysItselfWinsAndTheRestOfItStays() {
        JsonNode tool = writtenOut("""
                {'id': 't', 'tool_type': 'check_order', 'name': 'order', 'description': 'Mine.', 'side_effect': 'once',
                 'parameters': {'type': 'object'}, 'config': {'query': {'lang': 'de', 'v': 2}}, 'say_before': 'Hm.'}
                """);

        assertThat(tool.at("/name").stringValue()).isEqualTo("order");
        assertThat(tool.at("/description").stringValue()).isEqualTo("Mine.");
        assertThat(tool.at("/side_effect").stringValue()).isEqualTo("once");
        assertThat(tool.at("/say_before").stringValue()).isEqualTo("Hm.");
        assertThat(tool.at("/config/query")).isEqualTo(json("{'lang': 'de', 'v': 2}"));
        assertThat(tool.at("/config/method").stringValue()).isEqualTo("GET");
        assertThat(tool.at("/parameters/properties/id/type").stringValue()).isEqualTo("string");
    }

    @Test
    void leavesOtherToolsAndTheDocumentItselfAsTheyAre() {
        JsonNode document = document("{'tool_type': 'http', 'name': 'a'}, {'tool_type': 'check_order'}");
        JsonNode before = document.deepCopy();

        assertThat(LibraryTools.writtenOut(document, LIBRARY).at("/agents/0/tools/0"))
                .isEqualTo(json("{'tool_type': 'http', 'name': 'a'}"));
        assertThat(document).isEqualTo(before);
        assertThat(LibraryTools.named(document)).containsExactlyInAnyOrder("http", "check_order");
    }

    private static JsonNode writtenOut(String tool) {
        return LibraryTools.writtenOut(document(tool), LIBRARY).at("/agents/0/tools/0");
    }

    private static JsonNode document(String tools) {
        return json("{'agents': [{'name': 'A', 'tools': [" + tools + "]}]}");
    }
}
