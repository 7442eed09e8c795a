package dev.tandem.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplayScenarioTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void noToolMayBeAskedForThatTheRecordedModelDidNotAskFor() {
        JsonNode made = JSON.readTree("""
                {"name": "n", "caller": [{"say": "Hello."}, {"say": "Where?", "expect": [
                   {"tool": {"name": "a", "arguments": {"x": 1}}}, {"tool": {"name": "a", "arguments": {"x": 2}}}]}],
                 "end": [{"status": "dropped"}, {"path_sequence": []}]}
                """);

        JsonNode strict = ReplayScenario.of(made, Instant.parse("2026-11-25T10:00:00Z"), Set.of("a", "b"), 3);

        assertThat(strict.at("/caller/0/expect")).isEqualTo(JSON.readTree("[{\"no_tool\": true}]"));
        assertThat(strict.at("/caller/1/expect/2"))
                .isEqualTo(JSON.readTree("{\"tool\": {\"name\": \"a\", \"times\": 2}}"));
        assertThat(strict.at("/caller/1/expect/3")).isEqualTo(JSON.readTree("{\"no_tool\": \"b\"}"));
        assertThat(strict.path("end")).isEqualTo(JSON.readTree("[{\"path_sequence\": []}]"));
        assertThat(strict.at("/repeat/at_least").asInt()).isEqualTo(3);
        GivenScenario read = GivenScenario.read(strict, "");
        assertThat(read.scenario().lines()).hasSize(2);
    }

    @Test
    void whatFailsBehindTheFirstTurnThatFailedIsCounterfactual() {
        List<JsonNode> verdicts = JSON.readTree("""
                [{"result": "failed", "pointer": "/end/1", "where": {"first_turn": 0, "last_turn": 3}},
                 {"result": "failed", "pointer": "/caller/1/expect/0", "where": {"first_turn": 2, "last_turn": 2}},
                 {"result": "not_judged", "pointer": "/caller/0/expect/0"}]
                """).valueStream().toList();

        FailedVerdicts.label(verdicts);

        assertThat(verdicts.get(0).path("counterfactual").asBoolean()).isTrue();
        assertThat(verdicts.get(1).path("counterfactual").asBoolean()).isFalse();
        assertThat(verdicts.get(2).has("counterfactual")).isFalse();
    }
}
