package dev.tandem.workers.tool;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class AnswerSizeTest {

    @Test
    void leavesAnAnswerThatFitsAsItIs() {
        JsonNode answer = json("{\"status\": \"sent\"}");
        assertThat(AnswerSize.bounded(answer)).isSameAs(answer);
    }

    @Test
    void marksWhatItCuts() {
        JsonNode bounded = AnswerSize.bounded(text("a".repeat(40_000)));
        assertThat(bounded.path("truncated").booleanValue()).isTrue();
        assertThat(bounded.path("bytes").intValue()).isEqualTo(40_000 + "{\"text\":\"\"}".length());
        assertThat(bounded.path("text").asString()).startsWith("aaa");
    }

    @Test
    void boundsWhatGrowsInJsonAndInUtf8() {
        for (String text : new String[] {"\"".repeat(40_000), "ż".repeat(40_000), "\uD83D\uDE00".repeat(20_000)}) {
            JsonNode bounded = AnswerSize.bounded(text(text));
            byte[] bytes = bounded.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(bytes).hasSizeBetween(AnswerSize.LARGEST / 2, AnswerSize.LARGEST);
            assertThat(bounded.path("text").asString()).doesNotContain("?");
        }
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }
}
