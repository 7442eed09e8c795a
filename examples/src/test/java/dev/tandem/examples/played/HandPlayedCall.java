package dev.tandem.examples.played;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.http.HttpTool;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.rules.Decision;
import dev.tandem.workflows.rules.PathHistory;
import dev.tandem.workflows.rules.PathOffer;
import dev.tandem.workflows.rules.RuleContext;
import dev.tandem.workflows.rules.TransferRules;
import dev.tandem.workflows.rules.VariableRules;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays a call without audio and without Temporal, step by step: with the platform's rules, a model and real tools. */
public final class HandPlayedCall {

    /** Most answers of the model to one utterance, after which it must have said something. */
    private static final int MOST_STEPS = 5;

    private static final String NOTES = "set_variables";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AgentGraph graph;
    private final LanguageModel model;
    private final HttpTool http = new HttpTool();
    private final Vault vault = new Vault(MasterKeys.parse(""));
    private final List<Message> messages = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private Map<String, VariableValue> variables;
    private PathHistory travels = PathHistory.NONE;
    private Agent active;
    private int turn;

    public HandPlayedCall(AgentGraph graph, LanguageModel model) {
        this(graph, model, Map.of());
    }

    private HandPlayedCall(AgentGraph graph, LanguageModel model, Map<String, VariableValue> variables) {
        this.variables = variables;
        this.graph = graph;
        this.model = model;
        this.active = graph.entry();
        beRouted();
        greet();
    }

    /** Starts a call with variables. */
    public static HandPlayedCall with(AgentGraph graph, LanguageModel model, Map<String, JsonNode> given) {
        return new HandPlayedCall(
                graph, model, VariableRules.start(graph, given).variables());
    }

    private void greet() {
        if (active.greeting() != null) {
            messages.add(new Message.Agent(active.name(), active.greeting(), false));
        }
    }

    /** Returns what the agent answers to the caller's words, after all tools and transfers. */
    public String hears(String words) throws InterruptedException {
        turn++;
        steps.clear();
        messages.add(new Message.Caller(words));
        for (int step = 0; step < MOST_STEPS; step++) {
            Answer answer = ask();
            if (answer.asked.isEmpty()) {
                String said = answer.text.toString();
                messages.add(new Message.Agent(active.name(), said, false));
                TransferRules.spontaneous(standing(), new Trigger.Expression()).ifPresent(this::move);
                return said;
            }
            for (Asked asked : answer.asked) {
                act(asked.tool(), asked.arguments(), step);
            }
        }
        throw new AssertionError("the model goes in circles: " + steps);
    }

    /** Lets the caller interrupt the last reply. */
    public void onlyHeard(String words) {
        messages.removeLast();
        messages.add(new Message.Agent(active.name(), words, true));
    }

    /** Returns what happened since the caller's last words, such as {@code check_order{"order_id":"A1234"}}. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    public String agent() {
        return active.name();
    }

    /** Returns the request that would ask the model to continue this call. */
    public LanguageModel.Request request() {
        return new LanguageModel.Request(
                active.name(),
                active.instructions(),
                graph.language(),
                Optional.ofNullable(graph.timeZone()).orElse("UTC"),
                Instant.parse("2026-11-25T15:00:00Z"),
                variables.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().value())),
                messages,
                offered(),
                active.llm().config());
    }

    private RuleContext standing() {
        return new RuleContext(graph, active, variables, travels, turn, "voice");
    }

    private List<ToolSpec> offered() {
        List<ToolSpec> offered = new ArrayList<>();
        for (Tool tool : active.tools()) {
            offered.add(new ToolSpec(tool.name(), tool.description(), tool.parameters(), tool.sayResult()));
        }
        for (PathOffer offer : PathOffer.offered(standing())) {
            offered.add(new ToolSpec(offer.toolName(), offer.path().description(), offer.parameters(), null));
        }
        return offered;
    }

    private record Asked(String tool, JsonNode arguments) {}

    private static final class Answer implements LanguageModel.Sink {
        private final StringBuilder text = new StringBuilder();
        private final List<Asked> asked = new ArrayList<>();

        @Override
        public void text(String delta) {
            text.append(delta);
        }

        @Override
        public void toolCall(String name, JsonNode arguments) {
            asked.add(new Asked(name, arguments));
        }
    }

    private Answer ask() throws InterruptedException {
        Answer answer = new Answer();
        model.answer(request(), answer);
        return answer;
    }

    private void act(String name, JsonNode arguments, int step) throws InterruptedException {
        steps.add(name + arguments);
        if (name.equals(NOTES)) {
            confirm(arguments);
            return;
        }
        String id = turn + "/" + step;
        messages.add(new Message.ToolCalled(id, name, arguments));
        Optional<Tool> tool = active.tool(name);
        JsonNode result = tool.isPresent()
                ? run(tool.get(), new ToolCall("call/" + id + "/0", name, arguments))
                : transfer(name, arguments);
        messages.add(new Message.ToolReturned(id, name, result));
    }

    private JsonNode run(Tool tool, ToolCall call) throws InterruptedException {
        try {
            return http.run(tool, call, vault.of(WorkspaceValues.NONE), Duration.ofMillis(tool.timeoutMs()));
        } catch (ToolFault fault) {
            return JSON.createObjectNode().put("error", fault.getMessage());
        }
    }

    /**
     * Applies the confirmations among the model's notes. The example's models fill in values where they are asked for.
     */
    private void confirm(JsonNode noted) {
        List<VariableNote> notes = noted.path("caller-confirmed").values().stream()
                .map(name -> variables.get(name.asString()))
                .filter(known -> known != null)
                .map(known -> new VariableNote(known.name(), "yes", known.value(), true))
                .toList();
        variables = VariableRules.note(graph, active, variables, notes, turn).variables();
    }

    private JsonNode transfer(String name, JsonNode arguments) {
        PathOffer offer = PathOffer.offered(standing()).stream()
                .filter(candidate -> candidate.toolName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(active.name() + " was not offered " + name));
        TransferProposal proposal = new TransferProposal(offer.path().id(), arguments);
        Decision decision = TransferRules.decide(standing(), proposal);
        variables = decision.variables();
        return switch (decision) {
            case Decision.Committed committed -> {
                move(committed);
                yield JSON.createObjectNode().put("taken", committed.path().name());
            }
            case Decision.Rejected rejected -> reject(offer.path(), rejected.rejection());
        };
    }

    private JsonNode reject(Path path, Rejection rejection) {
        travels = travels.rejected(path, TransferRules.askedFor(standing(), rejection));
        Optional<Decision.Committed> fallback = TransferRules.exhausted(travels, path, rejection)
                .flatMap(variable -> TransferRules.fallback(standing(), path));
        if (fallback.isPresent()) {
            move(fallback.get());
            return JSON.createObjectNode().put("taken", fallback.get().path().name());
        }
        return JSON.createObjectNode().set("rejected", JSON.valueToTree(rejection));
    }

    private void move(Decision.Committed committed) {
        travels = travels.took(committed.path(), turn);
        if (committed.path().target() instanceof Target.ToAgent to) {
            active = graph.agent(to.agentId());
            beRouted();
        }
    }

    private void beRouted() {
        for (int hop = 0; hop < graph.limits().routerHops(); hop++) {
            Optional<Decision.Committed> router = TransferRules.spontaneous(standing(), new Trigger.Always());
            if (router.isEmpty()) {
                return;
            }
            steps.add(router.get().path().id());
            travels = travels.took(router.get().path(), turn);
            if (router.get().path().target() instanceof Target.ToAgent to) {
                active = graph.agent(to.agentId());
            }
        }
    }
}
