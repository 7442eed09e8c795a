package dev.tandem.workers.think;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.ToolResult.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class ChatHistoryTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ChatHistory history = new ChatHistory();

    @ParameterizedTest
    @CsvSource({
        "FAILED, failed, This did not work.",
        "UNKNOWN, unknown, It is not known whether this happened.",
        "CANCELLED, cancelled, This was stopped because the caller spoke."
    })
    void everyModelIsToldThatAToolHasFailed(Status status, String outcome, String instruction) {
        JsonNode told = told(new ToolResult("c/1/1/0", "book", status, null, "Database is down.", 1, 5));

        assertThat(told.path("error").asString()).isEqualTo("Database is down.");
        assertThat(told.path("outcome").asString()).isEqualTo(outcome);
        assertThat(told.path("instruction").asString()).startsWith(instruction);
    }

    /** A reader of JSON makes a node of null: no model may take it for an answer. */
    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"FAILED", "UNKNOWN", "CANCELLED"})
    void aFailureStaysAFailureOnItsWayThroughTheServer(Status status) {
        ToolResult sent = new ToolResult("c/1/1/0", "book", status, null, "Database is down.", 1, 5);
        ToolResult arrived = JSON.readValue(JSON.writeValueAsString(sent), ToolResult.class);

        assertThat(arrived).isEqualTo(sent);
        assertThat(told(arrived).path("error").asString()).isEqualTo("Database is down.");
    }

    @Test
    void anAnswerThatIsNullIsAnAnswer() {
        ToolResult sent = new ToolResult("c/1/1/0", "book", Status.OK, JsonNodeFactory.instance.nullNode(), null, 1, 5);
        assertThat(told(JSON.readValue(JSON.writeValueAsString(sent), ToolResult.class))
                        .isNull())
                .isTrue();
    }

    @Test
    void wordsThatAreOnTheirWayAreShownToTheModelAndNotKept() {
        history.agent("A", "Hello.", false);

        assertThat(history.messages(List.of(
                        new Message.Agent("A", "One moment.", false),
                        new Message.Agent("B", " ", false),
                        new Message.Agent("B", "Billing here.", false))))
                .containsExactly(
                        new Message.Agent("A", "Hello.", false),
                        new Message.Agent("A", "One moment.", false),
                        new Message.Agent("B", "Billing here.", false));
        assertThat(history.messages()).hasSize(1);
    }

    private JsonNode told(ToolResult result) {
        history.tool(result, JSON.createObjectNode());
        return ((Message.ToolReturned) history.messages().getLast()).result();
    }
}
