package dev.tandem.workers.think;

import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Template;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.rules.PathHistory;
import dev.tandem.workflows.rules.PathOffer;
import dev.tandem.workflows.rules.RuleContext;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the model is asked, and what its answer means in the terms of the graph. */
final class Prompts {

    /** The built-in tool by which a model notes variables (turns.md). */
    static final String SET_VARIABLES = "set_variables";

    /** Names of variables that the caller has confirmed; no variable's own name has a hyphen. */
    static final String CONFIRMED = "caller-confirmed";

    private static final Logger LOG = LoggerFactory.getLogger(Prompts.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final AgentGraph graph;
    private final String timeZone;
    private final Map<String, JsonNode> settings;
    private final String channel;
    private final Map<String, VariableValue> variables = new LinkedHashMap<>();

    /** Arguments of the tools that were asked for, by key. */
    private final Map<String, JsonNode> arguments = new HashMap<>();

    private @Nullable TransferProposal proposed;
    private PathHistory travels = PathHistory.NONE;
    private Instant now = Instant.EPOCH;
    private int turn;

    Prompts(AgentGraph graph, Conversation conversation) {
        this.graph = graph;
        this.channel = conversation.channel();
        this.turn = conversation.turn();
        conversation.lines().stream()
                .filter(line -> line.role() == Conversation.Role.TRANSFER)
                .forEach(line -> took(line.text(), line.turn()));
        String own = graph.timeZone();
        this.timeZone = own == null ? conversation.version().timeZone() : own;
        this.settings = conversation.version().workspace().settings();
        variables.putAll(conversation.variables());
    }

    void learn(VariableValue value) {
        variables.put(value.name(), value);
    }

    /** A step is armed: what its time and its turn are. */
    void at(TurnInput input) {
        turn = input.turn();
        Instant armed = input.at();
        now = armed == null ? now : armed;
    }

    private void took(String pathId, int inTurn) {
        graph.path(pathId).ifPresent(path -> travels = travels.took(path, inTurn));
    }

    private RuleContext standing(Agent agent) {
        return new RuleContext(graph, agent, variables, travels, turn, channel);
    }

    /** @param speechOnly whether the model is offered neither tools nor paths */
    LanguageModel.Request request(Agent agent, ChatHistory memory, boolean speechOnly) {
        return new LanguageModel.Request(
                agent.name(),
                fill(agent.instructions()),
                graph.language(),
                timeZone,
                now,
                variables.values().stream().collect(Collectors.toMap(VariableValue::name, VariableValue::value)),
                memory.messages(),
                speechOnly ? List.of() : offered(agent),
                agent.llm().config());
    }

    /** The agent's first words; empty: it has none, the model opens. */
    String greeting(Agent agent) {
        String greeting = agent.greeting();
        return greeting == null ? "" : fill(greeting);
    }

    /** A text with the variables and the workspace's settings in their places. What is unresolved is never spoken: its sentence falls away. */
    String fill(String text) {
        ObjectNode values = JSON.objectNode();
        variables.values().forEach(known -> values.set(known.name(), known.value()));
        ObjectNode workspace = values.putObject(WorkspaceNames.WORKSPACE);
        settings.forEach(workspace::set);
        return switch (Template.of(text).render(values)) {
            case Template.Rendering.Text rendered -> rendered.text();
            case Template.Rendering.Unresolved unresolved -> {
                LOG.atWarn().addKeyValue("names", unresolved.names()).log("a template has no values and is left out");
                yield "";
            }
        };
    }

    /** Variables that the model noted in this answer. */
    List<VariableNote> notes(Agent agent, ModelAnswer answer) {
        List<VariableNote> notes = new ArrayList<>();
        for (ModelAnswer.Asked asked : answer.asked()) {
            if (asked.name().equals(SET_VARIABLES)) {
                notes.addAll(notes(agent, asked.arguments()));
            }
        }
        return notes;
    }

    private List<VariableNote> notes(Agent agent, JsonNode noted) {
        Set<String> confirmed = new LinkedHashSet<>();
        noted.path(CONFIRMED).values().forEach(name -> confirmed.add(name.asString("")));
        List<VariableNote> notes = new ArrayList<>();
        SaidValues said = said(agent);
        noted.properties().stream()
                .filter(entry -> !entry.getKey().equals(CONFIRMED))
                .map(entry -> said.note(entry.getKey(), entry.getValue(), confirmed.remove(entry.getKey())))
                .forEach(notes::add);
        confirmed.stream()
                .flatMap(name -> Optional.ofNullable(variables.get(name)).stream())
                .map(known -> new VariableNote(known.name(), "", known.value(), true))
                .forEach(notes::add);
        return notes;
    }

    /** @param stepKey {@code <call>/<turn>/<step>} */
    List<ToolCall> toolCalls(Agent agent, ModelAnswer answer, String stepKey) {
        List<ToolCall> calls = new ArrayList<>();
        for (ModelAnswer.Asked asked : answer.asked()) {
            agent.tool(asked.name()).ifPresent(tool -> {
                String key = stepKey + "/" + calls.size();
                JsonNode read = new SaidArguments(tool.parameters(), spoken()).read(asked.arguments());
                calls.add(new ToolCall(key, asked.name(), read));
                arguments.put(key, read);
            });
        }
        return calls;
    }

    /** The first path that the model proposes; null: none. */
    @Nullable TransferProposal proposal(Agent agent, ModelAnswer answer) {
        Map<String, Path> pathOf = PathOffer.offered(standing(agent)).stream()
                .collect(Collectors.toMap(PathOffer::toolName, PathOffer::path));
        for (ModelAnswer.Asked asked : answer.asked()) {
            Path path = pathOf.get(asked.name());
            if (path != null) {
                proposed = said(agent).proposal(path, asked.arguments());
                return proposed;
            }
        }
        return null;
    }

    private SaidValues said(Agent agent) {
        return new SaidValues(graph, agent, spoken());
    }

    private SpokenValues spoken() {
        return new SpokenValues(now.atZone(ZoneId.of(timeZone)), SpokenValues.regionOf(graph.language()));
    }

    /** What came of tools stands in the conversation. */
    void remember(ChatHistory memory, List<ToolResult> results) {
        results.forEach(result -> memory.tool(result, arguments.getOrDefault(result.key(), JSON.objectNode())));
    }

    /** Writes what a step brings into the conversation. */
    void remember(ChatHistory memory, Agent agent, TurnInput input) {
        String key = input.turn() + "/" + input.step();
        remember(memory, input.results());
        Rejection rejection = input.rejection();
        TransferProposal was = proposed;
        if (rejection != null) {
            PathOffer.offered(standing(agent)).stream()
                    .filter(offer -> offer.path().id().equals(rejection.pathId()))
                    .findFirst()
                    .ifPresent(offer -> memory.rejected(
                            key, offer.toolName(), was == null ? JSON.objectNode() : was.arguments(), rejection));
        }
        proposed = null;
        List<TurnInput.Taken> taken = input.taken();
        if (taken != null) {
            taken.stream()
                    .filter(move -> move.number() > travels.total())
                    .forEach(move -> move(memory, move, input.turn()));
        }
    }

    private void move(ChatHistory memory, TurnInput.Taken move, int inTurn) {
        took(move.pathId(), inTurn);
        graph.path(move.pathId()).ifPresent(path -> memory.travels(path.context(), move.summary()));
    }

    /** What the model noted stands in the conversation before it is asked again. */
    void rememberNotes(ChatHistory memory, ModelAnswer answer, StepNumber step) {
        answer.asked().stream()
                .filter(asked -> asked.name().equals(SET_VARIABLES))
                .forEach(asked -> memory.noted(step.turn() + "/" + step.step() + "/note", asked.arguments()));
    }

    /** Tools and paths of an agent, as its model is offered them. */
    List<ToolSpec> offered(Agent agent) {
        List<ToolSpec> specs = new ArrayList<>();
        agent.tools()
                .forEach(tool ->
                        specs.add(new ToolSpec(tool.name(), tool.description(), tool.parameters(), tool.sayResult())));
        PathOffer.offered(standing(agent))
                .forEach(offer -> specs.add(
                        new ToolSpec(offer.toolName(), offer.path().description(), offer.parameters(), null)));
        noting(agent).ifPresent(specs::add);
        return specs;
    }

    /** The tool by which variables are noted, where the document or the agent's paths declare some. */
    private Optional<ToolSpec> noting(Agent agent) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        Map<String, Variable> known = new LinkedHashMap<>();
        graph.variables().forEach(variable -> known.put(variable.name(), variable));
        graph.paths(agent).stream()
                .flatMap(path -> path.variables().stream())
                .forEach(variable -> known.put(variable.name(), variable));
        known.forEach((name, variable) -> properties.set(name, PathOffer.schema(variable)));
        List<String> toConfirm = known.values().stream()
                .filter(Variable::confirm)
                .map(Variable::name)
                .toList();
        if (!toConfirm.isEmpty()) {
            ObjectNode names = properties.putObject(CONFIRMED).put("type", "array");
            names.put("description", "Those that you read back to the caller and the caller said are right.");
            toConfirm.forEach(names.putObject("items").put("type", "string").putArray("enum")::add);
        }
        return properties.isEmpty()
                ? Optional.empty()
                : Optional.of(new ToolSpec(SET_VARIABLES, "Notes what the caller has told.", schema, null));
    }
}
