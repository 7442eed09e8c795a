package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
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
                offer(gathering, variable, new VariableValue(name, value, Source.CHANNEL, 0, false));
            }
        });
        return gathering.done();
    }

    /**
     * Takes what the model noted of the caller's words while {@code active} was the agent. A value counts as confirmed
     * only if it was known before this turn: nobody can have read it back to the caller earlier.
     */
    public static VariableUpdate note(
            AgentGraph graph, Agent active, Map<String, VariableValue> variables, List<VariableNote> notes, int turn) {
        VariableUpdate.Gathering gathering = new VariableUpdate.Gathering(variables);
        for (VariableNote note : notes) {
            Optional<Variable> variable = graph.declaration(active, note.name());
            String unclear = note.unclear();
            if (variable.isEmpty()) {
                gathering.refuse(note.name(), "is not a variable of this conversation");
            } else if (unclear != null) {
                gathering.refuse(note.name(), unclear);
            } else {
                boolean confirmed = note.confirmed() && wasThere(variables.get(note.name()), note.value(), turn);
                offer(
                        gathering,
                        variable,
                        new VariableValue(note.name(), note.value(), Source.CALLER, turn, confirmed));
            }
        }
        return gathering.done();
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
                offer(gathering, graph.declaration(name), new VariableValue(name, value, Source.TOOL, turn, false));
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
            offer(gathering, variable, new VariableValue(name, value, Source.OPERATOR, turn, true));
        }
        return gathering.done();
    }

    static void offer(VariableUpdate.Gathering gathering, Optional<Variable> variable, VariableValue value) {
        Optional<String> misfit = variable.isPresent()
                ? ValueCheck.misfit(variable.get(), value.value())
                : undeclaredMisfit(value.value());
        misfit.ifPresentOrElse(reason -> gathering.refuse(value.name(), reason), () -> gathering.take(value));
    }

    private static Optional<String> undeclaredMisfit(JsonNode value) {
        return value.toString().length() <= LONGEST_UNDECLARED
                ? Optional.empty()
                : Optional.of("must have at most " + LONGEST_UNDECLARED + " characters of JSON");
    }
}
