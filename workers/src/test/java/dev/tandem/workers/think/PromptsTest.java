package dev.tandem.workers.think;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.workers.live.StepBuilder;
import dev.tandem.workers.llm.LanguageModel.Destination;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.RejectedProposal;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.protocol.TurnStep.ToolReturn;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
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

    private static final AgentGraph BANK = GraphDocument.load(json("""
            {"schema_version": 2,
             "variables": [{"name": "nickname"}, {"name": "verified", "data_type": "boolean", "source": "tool"},
                           {"name": "email", "given": true, "source": ["given", "caller"]}, {"name": "idle"}],
             "agents": [
              {"id": "a", "name": "A", "collects": ["nickname", "email"],
               "tools": [{"tool_type": "http", "name": "verify", "assign": {"verified": "/verified"}}],
               "paths": [{"id": "p", "name": "P", "target_agent_id": "b",
                          "required_variables": [{"name": "verified"}]}]},
              {"id": "b", "name": "B"}]}"""));

    private final Prompts prompts = new Prompts(GRAPH, conversation(List.of()));

    @Test
    void readsSpokenArgumentsOfAnyModelByTheCallsOwnClock() {
        prompts.at(armed("2026-11-26T01:00:00Z"));

        TransferProposal proposal = propose("transfer_to_visit", "{\"day\": \"tomorrow\", \"id\": \"double seven\"}");

        assertThat(proposal.arguments()).isEqualTo(json("{\"day\": \"2026-11-26\", \"id\": \"77\"}"));
        assertThat(proposal.unclear()).isNull();
    }

    @Test
    void countsTomorrowFromWhenItIsSaidAndNotFromWhenTheAgentBeganToWait() {
        AtomicLong nanos = new AtomicLong(5);
        Prompts listening = new Prompts(GRAPH, conversation(List.of()), nanos::get);
        listening.at(armed("2026-12-01T04:59:27Z")); // 23:59:27 on Monday in New York
        nanos.addAndGet(Duration.ofSeconds(36).toNanos());
        listening.heard();

        TransferProposal proposal = Objects.requireNonNull(
                listening.proposal(agent("a"), answer("transfer_to_visit", "{\"day\": \"tomorrow\"}")));

        assertThat(proposal.arguments()).isEqualTo(json("{\"day\": \"2026-12-02\"}"));
    }

    @Test
    void oneAnswerOfTheCallerNeverFillsTwoVariables() {
        AgentGraph stay = GraphDocument.load(json("""
                {"agents": [{"id": "a", "name": "A", "paths": [
                  {"id": "visit", "name": "Visit", "target": {"end": true},
                   "required_variables": [{"name": "arrival", "data_type": "date"},
                                          {"name": "departure", "data_type": "date"}]}]}]}"""));
        Prompts both = new Prompts(stay, conversation(List.of()));
        both.at(armed("2026-11-30T15:00:00Z"));

        TransferProposal once = Objects.requireNonNull(both.proposal(
                stay.agent("a"),
                answer("transfer_to_visit", "{\"arrival\": \"on Sunday\", \"departure\": \"on Sunday\"}")));
        TransferProposal twice = Objects.requireNonNull(both.proposal(
                stay.agent("a"),
                answer("transfer_to_visit", "{\"arrival\": \"both on Sunday\", \"departure\": \"both on Sunday\"}")));

        assertThat(once.refused())
                .containsExactly(Map.entry("departure", "was said for arrival; ask for this one by itself"));
        assertThat(twice.refused()).isEmpty();
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
        prompts.learn(new VariableValue("id", json("\"77\""), Source.CALLER, 1, false));

        assertThat(prompts.notes(agent("a"), answer(Prompts.SET_VARIABLES, "{\"caller-confirmed\": [\"id\"]}")))
                .containsExactly(new VariableNote("id", "", json("null"), true));
    }

    @Test
    void offersTheModelWhatTheStepOffersItAndNothingElse() {
        prompts.at(armed("2026-11-25T15:00:00Z"));
        assertThat(offered("a")).contains("transfer_to_visit", "transfer_to_gold");

        prompts.at(StepBuilder.step("c", 3, 1, 8, "a").offers("visit").build());

        assertThat(offered("a")).contains("transfer_to_visit").doesNotContain("transfer_to_gold");
        assertThat(prompts.proposal(agent("a"), answer("transfer_to_gold", "{}")))
                .isNull();
    }

    @Test
    void aPathsToolStaysAsItIsWhenItsValuesBecomeKnown() {
        prompts.at(StepBuilder.step("c", 3, 1, 8, "a")
                .offersLacking("visit", "day", "id")
                .build());
        ToolSpec before = tool(prompts, GRAPH.agent("a"), "transfer_to_visit");

        prompts.learn(new VariableValue("id", json("\"77\""), Source.CALLER, 1, true));
        prompts.at(StepBuilder.step("c", 4, 1, 9, "a")
                .offersLacking("visit", "day")
                .build());
        ToolSpec after = tool(prompts, GRAPH.agent("a"), "transfer_to_visit");

        assertThat(after.parameters()).isEqualTo(before.parameters());
        assertThat(after.parameters().path("properties").propertyNames()).containsExactly("day", "id");
        assertThat(after.settled()).containsExactly("id");
    }

    @Test
    void offersTheModelNothingToTellThatOnlyOthersMayTell() {
        Prompts bank = new Prompts(BANK, conversation(List.of()));
        bank.at(StepBuilder.step("c", 3, 1, 8, "a").offers("p").build());

        assertThat(properties(bank, "set_variables")).containsExactly("nickname", "email", "caller-confirmed");
        assertThat(tool(bank, BANK.agent("a"), "set_variables")
                        .parameters()
                        .at("/properties/caller-confirmed/items/enum"))
                .isEqualTo(json("[\"email\"]"));
        assertThat(properties(bank, "transfer_to_p")).isEmpty();
        assertThat(bank.offered(BANK.agent("b"))).isEmpty();
    }

    @Test
    void tellsTheModelWhichOfItsNotesTheCallerMayNotTell() {
        Prompts bank = new Prompts(BANK, conversation(List.of()));
        ChatHistory memory = new ChatHistory();

        bank.rememberNotes(
                memory,
                answer(Prompts.SET_VARIABLES, "{\"nickname\": \"Ann\", \"verified\": true}"),
                new StepNumber(2, 1));

        assertThat(memory.messages().getLast())
                .isEqualTo(
                        new Message.ToolReturned(
                                "2/1/note",
                                Prompts.SET_VARIABLES,
                                json(
                                        "{\"noted\": true, \"refused\": {\"verified\": \"is told by a tool, not by the caller\"}}")));
    }

    @Test
    void offersNoPathOfAnAgentThatTheStepIsNotFor() {
        prompts.at(armed("2026-11-25T15:00:00Z"));

        assertThat(offered("b")).doesNotContain("transfer_to_out");
    }

    @Test
    void tellsAModelThePathsNameWhereTheFunctionsNameDoesNot() {
        AgentGraph graph = GraphDocument.load(json("""
                {"agents": [{"id": "a", "name": "A", "paths": [
                  {"id": "fire", "name": "風林火山", "description": "Books.", "target": {"end": true}},
                  {"id": "bills", "name": "Billing", "description": "Invoices.", "target_agent_id": "a"}]}]}"""));
        Prompts ofGraph = new Prompts(graph, conversation(List.of()));
        ofGraph.at(StepBuilder.step("c", 3, 1, 8, "a").offers("fire", "bills").build());

        assertThat(ofGraph.offered(graph.agent("a")))
                .extracting(ToolSpec::name, ToolSpec::description, ToolSpec::destination)
                .contains(
                        tuple("transfer_to_path", "風林火山: Books.", new Destination("風林火山", true)),
                        tuple("transfer_to_billing", "Invoices.", new Destination("Billing", false)));
    }

    @Test
    void aResultStandsBesideTheArgumentsThatItAnswersThoughAnotherProcessAsked() {
        ChatHistory memory = new ChatHistory();
        JsonNode asked = json("{\"order_id\": \"A1234\"}");
        ToolResult result = new ToolResult(
                "c/2/1/0", "check_order", ToolResult.Status.OK, json("{\"day\": \"Thursday\"}"), null, 1, 5);

        prompts.remember(
                memory,
                agent("a"),
                new StepNumber(2, 2),
                new TurnStep.GoOn(List.of(new ToolReturn(new ToolCall("c/2/1/0", "check_order", asked), result))));

        assertThat(memory.messages()).contains(new Message.ToolCalled("c/2/1/0", "check_order", asked));
    }

    @Test
    void aRejectionStandsBesideTheArgumentsThatItAnswersThoughAnotherProcessProposed() {
        ChatHistory memory = new ChatHistory();
        JsonNode proposed = json("{\"day\": \"2026-11-27\"}");

        prompts.remember(
                memory,
                agent("a"),
                new StepNumber(2, 2),
                new TurnStep.Reconsider(new RejectedProposal(
                        new TransferProposal("visit", proposed),
                        new Rejection("visit", List.of("id"), Map.of(), null, null))));

        assertThat(memory.messages()).contains(new Message.ToolCalled("2/2", "transfer_to_visit", proposed));
    }

    @Test
    void whatTheNextAgentKnowsIsWhatThePathsContextLeaves() {
        ChatHistory memory = conversation();

        remember(prompts, memory, new TakenPath("visit", 1, null));

        assertThat(memory.messages()).containsExactly(new Message.Caller("A visit tomorrow."));
    }

    @Test
    void aMoveThatIsToldTwiceCountsOnce() {
        Prompts joined = new Prompts(
                GRAPH,
                conversation(List.of(
                        new Conversation.Line(1, Conversation.Role.TRANSFER, "a", "visit", false, null, null))));
        ChatHistory memory = conversation();

        remember(joined, memory, new TakenPath("visit", 1, null));

        assertThat(memory.messages()).hasSize(3);
    }

    private static ChatHistory conversation() {
        ChatHistory memory = new ChatHistory();
        memory.caller(new Utterance(1, "Hello."));
        memory.agent("A", "Yes?", false);
        memory.caller(new Utterance(2, "A visit tomorrow."));
        return memory;
    }

    private static void remember(Prompts prompts, ChatHistory memory, TakenPath taken) {
        prompts.remember(memory, agent("a"), new StepNumber(2, 2), new TurnStep.Enter(List.of(taken), "", List.of()));
    }

    private static List<String> properties(Prompts prompts, String tool) {
        return List.copyOf(tool(prompts, BANK.agent("a"), tool)
                .parameters()
                .path("properties")
                .propertyNames());
    }

    private static ToolSpec tool(Prompts prompts, Agent agent, String name) {
        return prompts.offered(agent).stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> offered(String agent) {
        return prompts.offered(agent(agent)).stream().map(ToolSpec::name).toList();
    }

    private TransferProposal propose(String tool, String arguments) {
        return Objects.requireNonNull(prompts.proposal(agent("a"), answer(tool, arguments)));
    }

    private static ModelAnswer answer(String tool, String arguments) {
        ModelAnswer answer = new ModelAnswer();
        answer.ask(tool, json(arguments));
        return answer;
    }

    private static TurnInput armed(String at) {
        return StepBuilder.step("c", 2, 1, 7, "a")
                .offers("visit", "gold", "out")
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
