package dev.tandem.api.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CallTranscriptTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private final List<RecordedEvent> events = new ArrayList<>();

    @Test
    void aCallThatNobodyAnsweredYetHasNoStory() {
        assertThat(CallTranscript.of(List.of()))
                .isEqualTo(new CallTranscript(null, Map.of(), List.of(), List.of(), List.of(), List.of(), null));
    }

    @Test
    void tellsWhoSaidWhatAndWhatWasCutOff() {
        happened("agent.activated", "{\"turn\": 0, \"agent\": \"Intake\"}");
        happened("turn.committed", "{\"turn\": 1, \"agent\": \"Intake\", \"text\": \"Where is my order\"}");
        happened("reply.spoken", """
                {"turn": 1, "agent": "Intake", "text": "Your order", "full_text": "Your order is on its way",
                 "interrupted": true, "ms": {"first_sound": 612.5}}
                """);

        CallTranscript story = CallTranscript.of(events);

        assertThat(story.agent()).isEqualTo("Intake");
        assertThat(story.transcript())
                .containsExactly(
                        new CallTranscript.Line(1, "caller", "Intake", "Where is my order", false, at(2), null),
                        new CallTranscript.Line(
                                1, "agent", "Intake", "Your order", true, at(3), json("{\"first_sound\": 612.5}")));
    }

    @Test
    void tellsWhatAToolFoundAndHowOftenItRan() {
        happened("agent.activated", "{\"agent\": \"Orders\"}");
        happened(
                "tool.started",
                "{\"turn\": 2, \"key\": \"c/2/1/1\", \"name\": \"check_order\", \"arguments\": {\"id\": 7}}");
        happened("tool.started", "{\"turn\": 3, \"key\": \"c/3/1/1\", \"name\": \"find_invoice\", \"arguments\": {}}");
        happened(
                "tool.finished",
                "{\"turn\": 2, \"key\": \"c/2/1/1\", \"name\": \"check_order\", \"result\": \"sent\", \"runs\": 2}");
        happened(
                "tool.failed",
                "{\"turn\": 3, \"key\": \"c/3/1/1\", \"name\": \"find_invoice\", \"status\": \"unknown\", \"error\": \"its worker died\", \"runs\": 1}");

        CallTranscript story = CallTranscript.of(events);

        assertThat(story.tools())
                .containsExactly(
                        new CallTranscript.ToolRun(
                                "c/2/1/1", "check_order", json("{\"id\": 7}"), json("\"sent\""), 2, "finished"),
                        new CallTranscript.ToolRun(
                                "c/3/1/1", "find_invoice", json("{}"), json("\"its worker died\""), 1, "unknown"));
        assertThat(story.transcript()).extracting(CallTranscript.Line::role).containsExactly("tool", "tool");
        assertThat(story.transcript()).extracting(CallTranscript.Line::agent).containsOnly("Orders");
    }

    @Test
    void tellsTheTransfersAndWhatIsKnown() {
        happened("variable.collected", "{\"turn\": 1, \"name\": \"tier\", \"value\": \"gold\"}");
        happened(
                "path.rejected",
                "{\"turn\": 1, \"path\": \"To Billing\", \"missing\": [\"customer_id\"],"
                        + " \"why\": \"customer_id was missing.\"}");
        happened("path.taken", """
                {"turn": 2, "path": "To Billing", "from": "Intake", "to": "Billing", "variables": {"customer_id": "42"}, "why": "It was so."}
                """);
        happened(
                "path.taken",
                "{\"turn\": 3, \"path\": \"Bye\", \"from\": \"Billing\", \"to\": null, \"variables\": {}}");

        CallTranscript story = CallTranscript.of(events);

        assertThat(story.transfers())
                .containsExactly(
                        new CallTranscript.Transfer(
                                2, "To Billing", "Intake", "Billing", json("{\"customer_id\": \"42\"}"), "It was so."),
                        new CallTranscript.Transfer(3, "Bye", "Billing", null, json("{}"), null));
        assertThat(story.rejections())
                .extracting(CallTranscript.Rejection::why)
                .containsExactly("customer_id was missing.");
        assertThat(story.variables())
                .containsExactly(
                        Map.entry("tier", JsonNodeFactory.instance.stringNode("gold")),
                        Map.entry("customer_id", JsonNodeFactory.instance.stringNode("42")));
    }

    private void happened(String type, String payload) {
        int sequence = events.size() + 1;
        events.add(new RecordedEvent(sequence, type, at(sequence), (ObjectNode) json(payload)));
    }

    private static Instant at(int sequence) {
        return Instant.ofEpochSecond(sequence);
    }

    private static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }
}
