package dev.tandem.workflows.scenario.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.scenario.Verdict;
import dev.tandem.workflows.scenario.document.ScenarioDocument;
import dev.tandem.workflows.scenario.document.ScenarioText;
import dev.tandem.workflows.scenario.judging.CallRecord;
import dev.tandem.workflows.scenario.judging.CallRecord.Range;
import dev.tandem.workflows.scenario.judging.Judge;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CallAsScenarioTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<RecordedEvent> CALL = recorded(
            new CallEvent.VariableCollected(0, "shop", JSON.stringNode("Lantern"), Source.GIVEN, false),
            new CallEvent.TurnCommitted(1, "o", "Orders", "Where is A1234?"),
            asked("k1", order("A1234")),
            new CallEvent.ToolFailed(1, "k1", "check_order", CallEvent.ToolFailed.Status.UNKNOWN, "lost", 1, 9),
            asked("k2", order("A1234")),
            new CallEvent.ToolFinished(1, "k2", "check_order", JSON.objectNode().put("day", "Monday"), 1, 9),
            new CallEvent.ReplySpoken(1, "o", "Orders", 0, "Monday.", "Monday.", false, Timings.NONE),
            new CallEvent.TurnCommitted(2, "o", "Orders", "And ****34? Bye."),
            asked("k3", order("****34")),
            new CallEvent.ToolFinished(2, "k3", "check_order", JSON.objectNode().put("day", "****"), 1, 9),
            new CallEvent.PathTaken(
                    2, "p", "Goodbye", "o", "Orders", null, null, Map.of(), Map.of(), "proposed", null, null),
            new CallEvent.CallEnded("completed", "goodbye", 3, 9_000));

    @Test
    void linesAnswersAndWhatHappenedAreTaken() {
        CallAsScenario made = CallAsScenario.of("call 1", CALL);

        assertThat(made.scenario()).isEqualTo(JsonMapper.shared().readTree("""
                {"name": "call 1", "variables": {"shop": "Lantern"},
                 "tools": {"check_order": [
                   {"when": {"order_id": "A1234"}, "in_turn": [{"fail": "lost", "error": "lost"}, {"answer": {"day": "Monday"}}]},
                   {"in_turn": [{"answer": {"day": "****"}}]}]},
                 "caller": [
                   {"say": "Where is A1234?", "expect": [
                     {"tool": {"name": "check_order", "arguments": {"order_id": "A1234"}}},
                     {"tool": {"name": "check_order", "arguments": {"order_id": "A1234"}}}]},
                   {"say": "And ****34? Bye.", "expect": [
                     {"tool": {"name": "check_order", "arguments": {}}}, {"path": {"taken": "Goodbye"}}]}],
                 "end": [{"status": "completed"}, {"path_sequence": ["Goodbye"]}]}
                """));
        assertThat(made.masked()).containsExactly("/tools/check_order/1/in_turn/0/answer/day", "/caller/1/say");
    }

    @Test
    void theScenarioPassesOnTheCallThatItWasMadeOf() {
        String yaml = ScenarioText.yaml(CallAsScenario.of("call 1", CALL).scenario());
        ScenarioDocument.Result.Sound read = (ScenarioDocument.Result.Sound) ScenarioDocument.read(yaml);

        List<Verdict> verdicts = Judge.verdicts(
                read.scenario(),
                new CallRecord(CALL, List.of(new Range(1, 7), new Range(7, 12)), null, Map.of("p", "Goodbye")));

        assertThat(verdicts).hasSize(6).allMatch(Verdict.Passed.class::isInstance);
    }

    private static ObjectNode order(String id) {
        return JSON.objectNode().put("order_id", id);
    }

    private static CallEvent asked(String key, JsonNode arguments) {
        return new CallEvent.ToolStarted(1, "o", "Orders", key, "check_order", arguments);
    }

    private static List<RecordedEvent> recorded(CallEvent... events) {
        List<RecordedEvent> recorded = new ArrayList<>();
        for (CallEvent event : events) {
            recorded.add(RecordedEvent.of(recorded.size() + 1, Instant.EPOCH, event));
        }
        return recorded;
    }
}
