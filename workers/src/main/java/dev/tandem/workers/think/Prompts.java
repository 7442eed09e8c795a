package dev.tandem.workers.think;

import com.google.re2j.Pattern;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.graph.Template;
import dev.tandem.workflows.graph.ToolParameters;
import dev.tandem.workflows.graph.TransferNames;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.Offers.OfferedPath;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.RejectedProposal;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.protocol.TurnStep.ToolReturn;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableSchema;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Composes what the model is asked, and reads its answer in the terms of the graph. */
final class Prompts {

    /** The built-in tool by which a model notes variables (docs/turns.md). */
    static final String SET_VARIABLES = "set_variables";

    /** The argument with the names of variables that the caller has confirmed. No variable's own name has a hyphen. */
    static final String CONFIRMED = "caller-confirmed";

    private static final Logger LOG = LoggerFactory.getLogger(Prompts.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The vendors take functions' names of these characters, up to 64 (OpenAI, Anthropic: {@code ^[a-zA-Z0-9_-]{1,64}$}). */
    private static final Pattern NOT_OF_FUNCTION = Pattern.compile("[^A-Za-z0-9_-]+");

    private static final int LONGEST_FUNCTION = 64;

    private final AgentGraph graph;
    private final LongSupplier nanos;
    private final String timeZone;
    private final Map<String, JsonNode> settings;
    private final Map<String, VariableValue> variables = new LinkedHashMap<>();

    /** By agent id: the tool by which its model notes variables. It stays as it is. */
    private final Map<String, Optional<ToolSpec>> notings = new ConcurrentHashMap<>();

    /** What the call workflow offers the model of {@link #offeredTo}. No other path can be proposed. */
    private Offers offers = Offers.NOTHING;

    private String offeredTo = "";

    /** Whose instructions are filled; empty for nobody's. */
    private String instructionsOf = "";

    private String instructions = "";
    private Instant now = Instant.EPOCH;

    /** When the last step was armed, by the call's clock. */
    private Instant armedAt = Instant.EPOCH;

    /** When the last step was armed, by this machine's clock, ns. */
    private long armedNanos;

    /** The number of the call's transfers in the conversation. */
    private int transfers;

    Prompts(AgentGraph graph, Conversation conversation) {
        this(graph, conversation, System::nanoTime);
    }

    /** @param nanos a clock that never goes back, ns */
    Prompts(AgentGraph graph, Conversation conversation, LongSupplier nanos) {
        this.graph = graph;
        this.nanos = nanos;
        this.transfers = (int) conversation.lines().stream()
                .filter(line -> line.role() == Conversation.Role.TRANSFER)
                .count();
        String own = graph.timeZone();
        this.timeZone = own == null ? conversation.version().timeZone() : own;
        this.settings = conversation.version().workspace().settings();
        variables.putAll(conversation.variables());
    }

    void learn(VariableValue value) {
        variables.put(value.name(), value);
    }

    /** Has the instructions of the agent that becomes active filled anew. */
    void agentChanges() {
        instructionsOf = "";
    }

    /**
     * Returns an agent's instructions with its variables as they were when it became active: they stay as they are while
     * it speaks, so that a provider's cache hits. What somebody said is marked in them.
     */
    private String instructions(Agent agent) {
        if (!agent.id().equals(instructionsOf)) {
            instructionsOf = agent.id();
            instructions = fill(agent.instructions(), Prompts::marked);
        }
        return instructions;
    }

    /** Returns a value whose texts are told from instructions: they stand in brackets that they cannot close. */
    private static JsonNode marked(JsonNode value) {
        if (value.isString()) {
            String text =
                    value.stringValue().replace('⟦', '[').replace('⟧', ']').replaceAll("\\p{Cntrl}+", " ");
            return text.isBlank() ? value : JSON.stringNode("⟦" + text + "⟧");
        }
        if (value.isArray()) {
            ArrayNode all = JSON.arrayNode();
            value.values().forEach(one -> all.add(marked(one)));
            return all;
        }
        if (value.isObject()) {
            ObjectNode all = JSON.objectNode();
            value.properties().forEach(field -> all.set(field.getKey(), marked(field.getValue())));
            return all;
        }
        return value;
    }

    /** Takes the time of an armed step, and what it offers. */
    void at(TurnInput input) {
        armedAt = input.at();
        armedNanos = nanos.getAsLong();
        now = armedAt;
        if (!input.offers().equals(Offers.NOTHING)) {
            offers = input.offers();
            offeredTo = input.agentId();
        }
    }

    /**
     * Notes that the caller has just said something: {@code tomorrow} is counted from then, and not from when the agent
     * began to wait, which may have been on the day before.
     */
    void heard() {
        now = armedAt.plusNanos(Math.max(0, nanos.getAsLong() - armedNanos));
    }

    /**
     * Composes a request.
     *
     * @param saying words that are already said in this step
     * @param speechOnly whether the model is offered neither tools nor paths
     */
    LanguageModel.Request request(Agent agent, ChatHistory memory, List<Message.Agent> saying, boolean speechOnly) {
        return new LanguageModel.Request(
                agent.name(),
                instructions(agent),
                graph.language(),
                timeZone,
                now,
                variables.values().stream().collect(Collectors.toMap(VariableValue::name, VariableValue::value)),
                memory.messages(saying),
                speechOnly ? List.of() : offered(agent),
                agent.llm().config());
    }

    /** Returns the agent's first words; empty if it has none and the model opens. */
    String greeting(Agent agent) {
        String greeting = agent.greeting();
        return greeting == null ? "" : fill(greeting);
    }

    /**
     * Fills variables and the workspace's settings into a text. What is unresolved is never spoken: its sentence is
     * left out.
     */
    String fill(String text) {
        return fill(text, UnaryOperator.identity());
    }

    private String fill(String text, UnaryOperator<JsonNode> value) {
        ObjectNode values = JSON.objectNode();
        variables.values().forEach(known -> values.set(known.name(), value.apply(known.value())));
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

    /** Returns the variables that the model noted in this answer. */
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
        ObjectNode values = JSON.objectNode();
        noted.properties().stream()
                .filter(entry -> !entry.getKey().equals(CONFIRMED))
                .forEach(entry -> values.set(entry.getKey(), entry.getValue()));
        List<VariableNote> notes = new ArrayList<>(said(agent).notes(values, confirmed));
        confirmed.stream()
                .filter(name -> !values.has(name))
                .map(name -> new VariableNote(name, "", JSON.nullNode(), true))
                .forEach(notes::add);
        return notes;
    }

    /** Returns what gathers an answer of the agent's model. */
    ModelAnswer answer(Agent agent) {
        return new ModelAnswer(
                new PlainSpeech(offered(agent).stream().map(ToolSpec::name).collect(Collectors.toSet()), agent.name()));
    }

    /**
     * Returns the tools that the model asks for, also those that there are not: the call workflow refuses them, and the
     * model learns of it.
     *
     * @param stepKey {@code <call>/<turn>/<step>}
     */
    List<ToolCall> toolCalls(Agent agent, ModelAnswer answer, String stepKey) {
        Set<String> paths = offers(agent).stream()
                .map(OfferedPath::pathId)
                .flatMap(id -> Optional.ofNullable(functions(agent).get(id)).stream())
                .collect(Collectors.toSet());
        List<ToolCall> calls = new ArrayList<>();
        for (ModelAnswer.Asked asked : answer.asked()) {
            if (asked.name().equals(SET_VARIABLES) || paths.contains(asked.name())) {
                continue;
            }
            String key = stepKey + "/" + calls.size();
            calls.add(agent.tool(asked.name())
                    .map(tool -> new ToolCall(
                            key, asked.name(), new SaidArguments(tool.parameters(), spoken()).read(asked.arguments())))
                    .orElseGet(() -> new ToolCall(key, function(asked.name()), asked.arguments())));
        }
        return calls;
    }

    /** Returns a name that a model made up as vendors take it when the model is told of it. */
    private static String function(String name) {
        String plain = NOT_OF_FUNCTION.matcher(name).replaceAll("_");
        return plain.isEmpty() ? "unnamed" : plain.substring(0, Math.min(plain.length(), LONGEST_FUNCTION));
    }

    /** Returns the first path that the model proposes; null if there is none. */
    @Nullable TransferProposal proposal(Agent agent, ModelAnswer answer) {
        Map<String, String> functions = functions(agent);
        for (ModelAnswer.Asked asked : answer.asked()) {
            Optional<Path> path = offers(agent).stream()
                    .map(OfferedPath::pathId)
                    .filter(id -> asked.name().equals(functions.get(id)))
                    .flatMap(id -> graph.path(agent, id).stream())
                    .findFirst();
            if (path.isPresent()) {
                return said(agent).proposal(path.get(), asked.arguments());
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

    /** Adds the results of tools to the conversation, with what was asked of them. */
    void remember(ChatHistory memory, List<ToolReturn> returns) {
        returns.forEach(one -> memory.tool(one.result(), one.call().arguments()));
    }

    /** Adds what a step brings to the conversation. */
    void remember(ChatHistory memory, Agent agent, StepNumber number, TurnStep todo) {
        switch (todo) {
            case TurnStep.GoOn(List<ToolReturn> returns) -> remember(memory, returns);
            case TurnStep.Reconsider(RejectedProposal rejected) -> {
                String id = rejected.proposal().pathId();
                memory.rejected(
                        number.turn() + "/" + number.step(),
                        functions(agent).getOrDefault(id, id),
                        rejected.proposal().arguments(),
                        rejected.rejection());
            }
            case TurnStep.Enter enter -> {
                remember(memory, enter.returns());
                enter.taken().stream().filter(path -> path.number() > transfers).forEach(path -> move(memory, path));
            }
            case TurnStep.Yield(TurnStep from) -> remember(memory, agent, number, from);
            case TurnStep.Listen _, TurnStep.AskAgain _, TurnStep.Farewell _ -> {
                // These steps bring nothing that the model has not seen.
            }
        }
    }

    private void move(ChatHistory memory, TakenPath taken) {
        transfers = taken.number();
        graph.path(taken.pathId()).ifPresent(path -> memory.travels(path.context(), taken.summary()));
    }

    /** Adds what the model noted to the conversation, before the model is asked again. */
    void rememberNotes(ChatHistory memory, ModelAnswer answer, StepNumber step) {
        answer.asked().stream()
                .filter(asked -> asked.name().equals(SET_VARIABLES))
                .forEach(asked ->
                        memory.noted(step.turn() + "/" + step.step() + "/note", asked.arguments(), refused(asked)));
    }

    /** Returns what of these notes the caller may not tell, with the reason. The call workflow refuses it. */
    private Map<String, String> refused(ModelAnswer.Asked notes) {
        Map<String, String> refused = new LinkedHashMap<>();
        notes.arguments().propertyNames().stream()
                .filter(name -> graph.declaration(name).isPresent()
                        && !graph.sources().of(name).has(Source.CALLER))
                .forEach(name -> refused.put(
                        name, "is told by " + graph.sources().of(name).inWords() + ", not by the caller"));
        return refused;
    }

    /** Returns the tools and paths of an agent as its model is offered them. */
    List<ToolSpec> offered(Agent agent) {
        return specs(agent, offers(agent));
    }

    /** Returns all that an agent's model may ever be offered. */
    List<ToolSpec> everything(Agent agent) {
        return specs(
                agent,
                graph.paths(agent).stream()
                        .filter(path -> path.trigger() instanceof Trigger.Intent)
                        .map(path -> new OfferedPath(
                                path.id(), told(path).map(Variable::name).toList()))
                        .toList());
    }

    private List<ToolSpec> specs(Agent agent, List<OfferedPath> paths) {
        List<ToolSpec> specs = new ArrayList<>();
        agent.tools()
                .forEach(tool -> specs.add(new ToolSpec(
                        tool.name(),
                        tool.description(),
                        new ToolParameters(tool.parameters()).plain(),
                        tool.sayResult())));
        Map<String, String> functions = functions(agent);
        for (OfferedPath offer : paths) {
            graph.path(agent, offer.pathId())
                    .ifPresent(path -> specs.add(spec(path, functions.getOrDefault(path.id(), path.id()), offer)));
        }
        notings.computeIfAbsent(agent.id(), _ -> noting(agent)).ifPresent(specs::add);
        return specs;
    }

    /** A model is told the path's name where the function's name does not tell it. */
    private ToolSpec spec(Path path, String function, OfferedPath offer) {
        return new ToolSpec(
                function,
                TransferNames.tell(function, path.name())
                        ? path.description()
                        : path.name() + ": " + path.description(),
                VariableSchema.object(told(path).toList()),
                null,
                new LanguageModel.Destination(path.name(), path.target() instanceof Target.End),
                told(path)
                        .map(Variable::name)
                        .filter(name -> !offer.missing().contains(name))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Returns the variables of a path that the caller may tell. They are in its schema whether they are known or not:
     * a provider's cache hits while the tools stay as they are.
     */
    private Stream<Variable> told(Path path) {
        return path.variables().stream()
                .filter(variable -> graph.sources().of(variable.name()).has(Source.CALLER));
    }

    private List<OfferedPath> offers(Agent agent) {
        return agent.id().equals(offeredTo) ? offers.paths() : List.of();
    }

    /** Returns the function names of an agent's paths, by path id. */
    private Map<String, String> functions(Agent agent) {
        return TransferNames.of(graph.paths(agent));
    }

    /** Returns the tool by which variables are noted, if there is any that the caller may tell the agent. */
    private Optional<ToolSpec> noting(Agent agent) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        List<Variable> collected = graph.collected(agent);
        collected.forEach(variable -> properties.set(variable.name(), VariableSchema.of(variable)));
        List<String> toConfirm = Stream.concat(
                        collected.stream(), graph.paths(agent).stream().flatMap(path -> path.variables().stream()))
                .filter(variable -> variable.confirm()
                        || graph.sources().of(variable.name()).heedsCaller())
                .map(Variable::name)
                .distinct()
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
