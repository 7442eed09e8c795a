package dev.tandem.workers.think;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PromptsTest {

    private static final JsonNode DOCUMENT = json("""
            {"time_zone": "America/New_York", "agents": [
              {"id": "a", "name": "A", "paths": [
                {"id": "visit", "name": "Visit", "target_agent_id": "b", "context": "none", "max_visits": 1,
                 "required_variables": [{"name": "day", "data_type": "date"},
                                        {"name": "id", "data_type": "digits", "confirm": true}]},
                {"id": "gold", "name": "Gold", "guard_condition": "tier == 'gold'", "target_agent_id": "b",
                 "required_variables": [{"name": "tier"}]},
                {"id": "out", "name": "Out", "global": true, "cooldown_turns": 2, "target_agent_id": "a"}]},
              {"id": "b", "name": "B"}]}""");
    private static final AgentGraph GRAPH = GraphDocument.load(DOCUMENT);

    private final Prompts prompts = new Prompts(GRAPH, conversation(List.of()));

    @Test
    void readsSpokenArgumentsOfAnyModelByTheCallsOwnClock() {
        prompts.at(armed("2026-11-26T01:00:00Z"));

        TransferProposal proposal = propose("transfer_to_visit", "{\"day\": \"tomorrow\", \"id\": \"double seven\"}");

        assertThat(proposal.arguments()).isEqualTo(json("{\"day\": \"2026-11-26\", \"id\": \"77\"}"));
        assertThat(proposal.unclear()).isNull();
    }

    @Test
    void tellsWhatIsUnclearInsteadOfGuessing() {
        prompts.at(armed("2026-11-25T15:00:00Z"));

        TransferProposal proposal = propose("transfer_to_visit", "{\"day\": \"next Friday\"}");

        assertThat(proposal.unclear())
                .containsExactly(Map.entry("day", "could be 2026-11-27 or 2026-12-04; ask which"));
    }

    @Test
    void notesWhatTheCallerConfirmed() {
        prompts.learn(new VariableValue("id", json("\"77\""), Source.TRANSFER, 1, false));

        assertThat(prompts.notes(agent("a"), answer(Prompts.SET_VARIABLES, "{\"caller-confirmed\": [\"id\"]}")))
                .containsExactly(new VariableNote("id", "", json("\"77\""), true));
    }

    @Test
    void hidesAPathWhoseGuardIsFalseAndOffersItAgainWhenItMayBeTrue() {
        assertThat(offered("a")).contains("transfer_to_gold");
        prompts.learn(new VariableValue("tier", json("\"basic\""), Source.CALLER, 1, false));

        assertThat(offered("a")).doesNotContain("transfer_to_gold");
    }

    @Test
    void whatTheNextAgentKnowsIsWhatThePathsContextLeaves() {
        ChatHistory memory = new ChatHistory();
        memory.caller(new Utterance(1, "Hello."));
        memory.agent("A", "Yes?", false);
        memory.caller(new Utterance(2, "A visit tomorrow."));

        prompts.remember(memory, agent("a"), armed("2026-11-25T15:00:00Z", new TurnInput.Taken("visit", 1, null)));

        assertThat(memory.messages()).containsExactly(new Message.Caller("A visit tomorrow."));
        assertThat(offered("a")).doesNotContain("transfer_to_visit");
    }

    @Test
    void aMoveThatIsToldTwiceCountsOnce() {
        Prompts joined = new Prompts(
                GRAPH,
                conversation(
                        List.of(new Conversation.Line(1, Conversation.Role.TRANSFER, "b", "out", false, null, null))));
        ChatHistory memory = new ChatHistory();

        joined.remember(memory, agent("a"), armed("2026-11-25T15:00:00Z", new TurnInput.Taken("out", 1, null)));

        joined.at(TurnInput.step("c", 4, 1, 9, "b").build());
        assertThat(joined.offered(agent("b"))).extracting(ToolSpec::name).contains("transfer_to_out");
    }

    @Test
    void offersAGlobalPathOnEveryOtherAgent() {
        assertThat(offered("b")).contains("transfer_to_out");
    }

    private List<String> offered(String agent) {
        return prompts.offered(agent(agent)).stream().map(ToolSpec::name).toList();
    }

    private TransferProposal propose(String tool, String arguments) {
        return Objects.requireNonNull(prompts.proposal(agent("a"), answer(tool, arguments)));
    }

    private static ModelAnswer answer(String tool, String arguments) {
        ModelAnswer answer = new ModelAnswer();
        answer.sink(words -> {}).toolCall(tool, json(arguments));
        return answer;
    }

    private static TurnInput armed(String at, TurnInput.Taken... taken) {
        return TurnInput.step("c", 2, 2, 7, "a")
                .entered(taken)
                .at(Instant.parse(at))
                .build();
    }

    private static Agent agent(String id) {
        return GRAPH.agent(id);
    }

    private static Conversation conversation(List<Conversation.Line> lines) {
        return new Conversation(
                new LoadedVersion("v", "W", 1, "UTC", DOCUMENT, WorkspaceValues.NONE), "a", 1, lines, Map.of());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
