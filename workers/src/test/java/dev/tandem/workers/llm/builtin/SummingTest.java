package dev.tandem.workers.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.llm.LanguageModel.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SummingTest {

    private static final ObjectNode NOTHING = JsonMapper.shared().createObjectNode();

    @Test
    void tellsWhatTheCallerSaidThatSaysSomethingAndWhatWasDone() {
        List<Message> conversation = List.of(
                new Message.Agent("Orders", "Good day.", false),
                new Message.Caller("Hello!"),
                new Message.Caller("Where is my order A1234?"),
                new Message.ToolCalled("1", "check_order", NOTHING),
                new Message.ToolReturned("1", "check_order", NOTHING),
                new Message.ToolReturned("2", "find_invoice", NOTHING.deepCopy().put("error", "It broke.")),
                new Message.Caller("And my invoice?"));

        assertThat(Summing.up(conversation))
                .isEqualTo("The caller said: “Where is my order A1234?” “And my invoice?”. Done: check_order. Failed:"
                        + " find_invoice.");
    }

    @Test
    void goesOnFromASummary() {
        assertThat(Summing.up(List.of(new Message.Summary("Before that."), new Message.Caller("My invoice?"))))
                .isEqualTo("Before that. The caller said: “My invoice?”.");
    }

    @Test
    void saysSoWhereNothingWasSaid() {
        assertThat(Summing.up(List.of(new Message.Caller("Hello!"))))
                .isEqualTo("The caller has not said what the call is about.");
    }
}
