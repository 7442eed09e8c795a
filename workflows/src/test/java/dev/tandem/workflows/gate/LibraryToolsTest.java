package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.api.common.v1.Payload;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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

    @Test
    void manyToolsInAnyScriptAreMeasuredInBytes() {
        ToolDefinition chinese = tool("訂".repeat(15_900));
        ObjectNode document = withTools(60);

        assertThat(PublishGate.check(document, workspace(chinese)).problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly("too_large ");
    }

    /** What is sent is the loaded version: the document, and room beside it for what a workspace adds. */
    @Test
    void aVersionThatPassesTheGateLoadsAndFitsIntoAPayload() {
        String[] letters = {"a", "é", "ж", "語", "\uD83D\uDCDE", "\"", "\n", "\u0001"};
        Random random = new Random(55);
        int passed = 0;
        for (int i = 0; i < 160; i++) {
            String letter = letters[i % letters.length];
            ToolDefinition tool = tool(letter.repeat(1 + random.nextInt(15_900)));
            ObjectNode document = withTools(1 + random.nextInt(90));
            Workspace workspace = workspace(tool);
            if (PublishGate.check(document, workspace).passed()) {
                passed++;
                JsonNode whole = LibraryTools.writtenOut(document, workspace.tools());
                LoadedVersion version = new LoadedVersion("v", "w", 1, "UTC", whole, WorkspaceValues.NONE);
                Payload sent = CallPayloads.converter().toPayload(version).orElseThrow();

                assertThat(sent.getSerializedSize()).isLessThan((1 << 20) + 1_024);
                assertThat(GraphDocument.load(whole).agents()).isNotEmpty();
            }
        }
        assertThat(passed).isBetween(20, 140);
    }

    private static ToolDefinition tool(String text) {
        ObjectNode parameters = (ObjectNode) json("{'type': 'object', 'properties': {'id': {'type': 'string'}}}");
        ((ObjectNode) parameters.at("/properties/id")).put("title", text);
        return new ToolDefinition("http", json("{'url': 'http://shop/{{id}}'}"), parameters, "d", Tool.SideEffect.NONE);
    }

    private static Workspace workspace(ToolDefinition tool) {
        return new Workspace(Map.of(), Set.of(), Map.of("big", tool));
    }

    private static ObjectNode withTools(int count) {
        ObjectNode document = (ObjectNode) json("{'schema_version': 2, 'agents': [{'id': 'a', 'name': 'A'}]}");
        ArrayNode tools = ((ObjectNode) document.at("/agents/0")).putArray("tools");
        for (int t = 0; t < count; t++) {
            tools.addObject().put("tool_type", "big").put("name", "t" + t);
        }
        return document;
    }

    private static JsonNode writtenOut(String tool) {
        return LibraryTools.writtenOut(document(tool), LIBRARY).at("/agents/0/tools/0");
    }

    private static JsonNode document(String tools) {
        return json("{'agents': [{'name': 'A', 'tools': [" + tools + "]}]}");
    }
}
