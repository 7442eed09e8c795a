package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Sources;
import dev.tandem.workflows.graph.Sources.Tellers;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Decides how variables of a call get their values. */
public final class VariableRules {

    /** The longest value that no declaration describes, in characters of JSON. */
    private static final int LONGEST_UNDECLARED = 2_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private VariableRules() {}

    /**
     * Returns the variables that a call starts with: declared defaults, then given values. A call must not be started
     * if a value was refused.
     */
    public static VariableUpdate start(AgentGraph graph, Map<String, JsonNode> given) {
        VariableUpdate.Gathering gathering = new VariableUpdate.Gathering(Map.of());
        graph.declarations().forEach((name, variable) -> {
            String defaultValue = variable.defaultValue();
            if (defaultValue != null && !given.containsKey(name)) {
                gathering.take(new VariableValue(name, JSON.readTree(defaultValue), Source.DEFAULT, 0, false));
            } else if (variable.given() && variable.required() && !given.containsKey(name)) {
                gathering.refuse(name, "must be given when the call starts");
            }
        });
        given.keySet().stream().sorted().forEach(name -> {
            JsonNode value = given.getOrDefault(name, JsonNodeFactory.instance.missingNode());
            Optional<Variable> variable = graph.declaration(name);
            if (variable.isEmpty()) {
                gathering.refuse(name, "is not declared; add it to the document's variables with \"given\": true");
            } else {
                offer(graph, gathering, variable, new VariableValue(name, value, Source.GIVEN, 0, false), false);
            }
        });
        return gathering.done();
    }

    /**
     * Takes what the model noted of the caller's words. A value counts as confirmed only if it was said before this
     * turn: nobody can have read it back to the caller earlier.
     */
    public static VariableUpdate note(RuleContext context, List<VariableNote> notes) {
        VariableUpdate.Gathering gathering = new VariableUpdate.Gathering(context.variables());
        for (VariableNote note : notes) {
            JsonNode value = meant(context, note);
            Optional<Variable> variable = context.graph().declaration(context.agent(), note.name());
            boolean confirmed = note.confirmed() && wasSaid(context, note.name(), value);
            VariableValue next = new VariableValue(note.name(), value, Source.CALLER, context.turn(), confirmed);
            String unclear = note.unclear();
            if (variable.isEmpty()) {
                refuse(context.graph(), gathering, next, "is not a variable of this conversation");
            } else if (unclear != null) {
                refuse(context.graph(), gathering, next, unclear);
            } else if (!value.isNull()) {
                offer(context, gathering, variable, next);
            }
        }
        return gathering.done();
    }

    /** Returns the value of a note; for one that only confirms, what the caller has said last. */
    private static JsonNode meant(RuleContext context, VariableNote note) {
        if (!note.value().isNull()) {
            return note.value();
        }
        return Optional.ofNullable(context.claims().get(note.name()))
                .or(() -> Optional.ofNullable(context.variables().get(note.name())))
                .map(VariableValue::value)
                .orElse(note.value());
    }

    private static boolean wasSaid(RuleContext context, String name, JsonNode value) {
        return wasThere(context.variables().get(name), value, context.turn())
                || wasThere(context.claims().get(name), value, context.turn());
    }

    private static boolean wasThere(@Nullable VariableValue known, JsonNode value, int turn) {
        return known != null && known.turn() < turn && VariableUpdate.same(known.value(), value);
    }

    /**
     * Takes the variables that a tool's result fills by the tool's {@code assign}. A result that lacks the place fills
     * nothing.
     */
    public static VariableUpdate assign(
            AgentGraph graph, Map<String, VariableValue> variables, Tool tool, ToolResult result, int turn) {
        VariableUpdate.Gathering gathering = new VariableUpdate.Gathering(variables);
        tool.assign().forEach((name, pointer) -> {
            JsonNode value = result.valueFor(name, pointer);
            if (value.isMissingNode() || value.isNull()) {
                gathering.refuse(name, "is not in the result of " + tool.name() + " at \"" + pointer + "\"");
            } else {
                offer(
                        graph,
                        gathering,
                        graph.declaration(name),
                        new VariableValue(name, value, Source.TOOL, turn, false),
                        false);
            }
        });
        return gathering.done();
    }

    /** Takes an operator's correction, which counts as confirmed. */
    public static VariableUpdate correct(
            AgentGraph graph,
            Agent active,
            Map<String, VariableValue> variables,
            String name,
            JsonNode value,
            int turn) {
        VariableUpdate.Gathering gathering = new VariableUpdate.Gathering(variables);
        Optional<Variable> variable = graph.declaration(active, name);
        if (variable.isEmpty()) {
            gathering.refuse(name, "is not a variable of this conversation");
        } else {
            offer(graph, gathering, variable, new VariableValue(name, value, Source.OPERATOR, turn, true), false);
        }
        return gathering.done();
    }

    /** Takes a value that the model proposes, if it fits and may come from its source. */
    static void offer(
            RuleContext context, VariableUpdate.Gathering gathering, Optional<Variable> variable, VariableValue value) {
        offer(context.graph(), gathering, variable, value, context.claims().containsKey(value.name()));
    }

    private static void offer(
            AgentGraph graph,
            VariableUpdate.Gathering gathering,
            Optional<Variable> variable,
            VariableValue value,
            boolean isDisputed) {
        Optional<String> misfit = variable.isPresent()
                ? ValueCheck.misfit(variable.get(), value.value())
                : undeclaredMisfit(value.value());
        Tellers tellers = graph.sources().of(value.name());
        Optional<String> refusal = misfit.or(() -> refusal(tellers, gathering.known(value.name()), value));
        if (refusal.isPresent()) {
            refuse(graph, gathering, value, refusal.get());
        } else if (tellers.isAnybodys()) {
            gathering.take(value);
        } else {
            gathering.weigh(value, isDisputed);
        }
    }

    /**
     * Returns why a value may not come from its source, or not against the value that is known; empty: it may. Nobody
     * is refused who only says what is known.
     */
    private static Optional<String> refusal(Tellers tellers, @Nullable VariableValue known, VariableValue next) {
        boolean isKnown = known != null && VariableUpdate.same(known.value(), next.value());
        if (tellers.isAnybodys() || next.source() == Source.DEFAULT || isKnown) {
            return Optional.empty();
        }
        if (!tellers.has(next.source())) {
            return Optional.of("is told by " + tellers.inWords() + ", not by " + Sources.inWords(next.source()));
        }
        if (known == null || next.rank() >= known.rank()) {
            return Optional.empty();
        }
        boolean mayBeConfirmed = next.source() == Source.CALLER
                && switch (known.source()) {
                    case CALLER, DEFAULT -> true;
                    case TOOL, GIVEN -> tellers.heedsCaller();
                    case OPERATOR -> false;
                };
        if (!mayBeConfirmed) {
            return Optional.of("was told by " + Sources.inWords(known.source()) + ", which counts more than what "
                    + Sources.inWords(next.source()) + " says");
        }
        return next.confirmed() ? Optional.empty() : Optional.of(Checks.UNCONFIRMED);
    }

    /** Refuses a value. Documents in which anybody tells everything have no events for it. */
    private static void refuse(
            AgentGraph graph, VariableUpdate.Gathering gathering, VariableValue value, String reason) {
        if (graph.sources().of(value.name()).isAnybodys()) {
            gathering.refuse(value.name(), reason);
        } else {
            gathering.refuse(value, reason);
        }
    }

    private static Optional<String> undeclaredMisfit(JsonNode value) {
        return value.toString().length() <= LONGEST_UNDECLARED
                ? Optional.empty()
                : Optional.of("must have at most " + LONGEST_UNDECLARED + " characters of JSON");
    }
}
