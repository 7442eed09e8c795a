package dev.tandem.workers.tool;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.graph.Tool;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class BoundedAnswerTest {

    private static final String ORDERS = IntStream.range(0, 400)
            .mapToObj(i -> "{\"id\": " + i + ", \"title\": \"A lamp of brass, number " + i + "\"}")
            .collect(Collectors.joining(",", "[", "]"));

    @Test
    void leavesAnAnswerThatFitsAsItIs() {
        ToolAnswer answer = ToolAnswer.of(json("{\"status\": \"sent\"}"));
        BoundedAnswer bounded = BoundedAnswer.of(tool(Map.of("s", "/status"), null), answer);
        assertThat(bounded.content()).isSameAs(answer.content());
        assertThat(bounded.assigned()).isNull();
        assertThat(bounded.warnings()).isEmpty();
    }

    @Test
    void assignSeesTheWholeAnswerAndAModelWholeItems() {
        JsonNode answer = json("{\"orders\": " + ORDERS + ", \"customer\": {\"id\": \"C-17\"}}");
        BoundedAnswer bounded = BoundedAnswer.of(
                tool(Map.of("customer", "/customer/id", "last", "/orders/399/id"), null), ToolAnswer.of(answer));
        assertThat(bounded.assigned())
                .containsEntry("customer", json("\"C-17\""))
                .containsEntry("last", json("399"));
        assertThat(bounded.content().at("/customer/id")).isEqualTo(json("\"C-17\""));
        assertThat(bounded.content().path("orders").values())
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        order -> assertThat(order).isIn(answer.path("orders").values()));
        assertThat(bounded.warnings()).singleElement().asString().contains("config.result");
        assertFits(bounded);
    }

    @Test
    void sayResultSeesTheWholeAnswer() {
        JsonNode answer = json("{\"orders\": " + ORDERS + "}");
        BoundedAnswer bounded =
                BoundedAnswer.of(tool(Map.of(), "The last is {{orders.399.title}}."), ToolAnswer.of(answer));
        assertThat(bounded.content().path("orders.399.title").asString()).isEqualTo("A lamp of brass, number 399");
        assertFits(bounded);
    }

    @Test
    void aListAtTheTopKeepsItsFirstItems() {
        BoundedAnswer bounded = BoundedAnswer.of(tool(Map.of("first", "/0/id"), null), ToolAnswer.of(json(ORDERS)));
        assertThat(bounded.content().isArray()).isTrue();
        assertThat(bounded.content().path(0)).isEqualTo(json(ORDERS).path(0));
        assertThat(bounded.assigned()).containsEntry("first", json("0"));
        assertFits(bounded);
    }

    @Test
    void aTextIsCutBetweenItsWords() {
        String text = "word ".repeat(8_000).strip();
        BoundedAnswer bounded = BoundedAnswer.of(tool(Map.of(), null), ToolAnswer.of(text(text)));
        assertThat(bounded.content().path("text").asString()).endsWith("word…");
        assertFits(bounded);
    }

    @Test
    void boundsWhatGrowsInJsonAndInUtf8() {
        for (String text : new String[] {"\"".repeat(40_000), "ż".repeat(40_000), "\uD83D\uDE00".repeat(20_000)}) {
            BoundedAnswer bounded = BoundedAnswer.of(tool(Map.of(), null), ToolAnswer.of(text(text)));
            assertThat(bounded.content().path("text").asString())
                    .hasSizeGreaterThan(2_000)
                    .doesNotContain("?");
            assertFits(bounded);
        }
    }

    @Test
    void thousandsOfSmallMembersAreBounded() {
        var object = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, 20_000).forEach(i -> object.put("member_" + i, i));
        BoundedAnswer bounded = BoundedAnswer.of(tool(Map.of("m", "/member_19999"), null), ToolAnswer.of(object));
        assertThat(bounded.content().size()).isGreaterThan(300);
        assertThat(bounded.assigned()).containsEntry("m", json("19999"));
        assertFits(bounded);
    }

    @Test
    void aValueThatIsTooLargeForAVariableIsNamed() {
        JsonNode answer = json("{\"orders\": " + ORDERS + "}");
        BoundedAnswer bounded = BoundedAnswer.of(tool(Map.of("orders", "/orders"), null), ToolAnswer.of(answer));
        assertThat(bounded.assigned()).isEmpty();
        assertThat(bounded.warnings()).anyMatch(warning -> warning.contains("/orders"));
    }

    private static void assertFits(BoundedAnswer bounded) {
        assertThat(bounded.content().toString().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(BoundedAnswer.LARGEST);
    }

    private static Tool tool(Map<String, String> assign, @Nullable String sayResult) {
        Tool plain = ToolRequests.tool("http", "{}", "{}", Tool.SideEffect.NONE, 1000);
        return new Tool(
                "http",
                "lookup",
                null,
                "",
                plain.parameters(),
                plain.config(),
                assign,
                Tool.SideEffect.NONE,
                null,
                sayResult,
                null,
                1000,
                false);
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }
}
