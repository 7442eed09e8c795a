package dev.tandem.workflows.transfer;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.ValueCheck;
import dev.tandem.workflows.graph.Variable;
import dev.tandem.workflows.transfer.VariableValue.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Decides whether a call moves: the model proposes, these rules dispose. */
public final class TransferRules {

    private TransferRules() {}

    /**
     * @param active the agent that proposes
     * @param variables of the call, by name
     * @param turn in which it proposes
     */
    public static Decision decide(
            AgentGraph graph, Agent active, Map<String, VariableValue> variables, TransferProposal proposal, int turn) {
        Optional<Path> path = active.path(proposal.pathId());
        if (path.isEmpty()) {
            return rejected(proposal, variables, "This agent has no such path; use one that is offered, or go on.");
        }
        if (!proposal.arguments().isObject()) {
            return rejected(proposal, variables, "The arguments must be a JSON object.");
        }
        Merge merged = merge(graph, active, path.get(), variables, proposal.arguments(), turn);
        List<String> missing = new ArrayList<>();
        Map<String, String> invalid = new LinkedHashMap<>(merged.refused());
        for (Variable variable : path.get().variables()) {
            if (variable.required() && !invalid.containsKey(variable.name())) {
                require(variable, merged.variables(), missing, invalid);
            }
        }
        return missing.isEmpty() && invalid.isEmpty()
                ? new Decision.Committed(path.get(), merged.variables(), merged.changed())
                : new Decision.Rejected(
                        new Rejection(proposal.pathId(), missing, invalid, null), merged.variables(), merged.changed());
    }

    private static Merge merge(
            AgentGraph graph,
            Agent active,
            Path path,
            Map<String, VariableValue> variables,
            JsonNode arguments,
            int turn) {
        Merge.Gathering gathering = new Merge.Gathering(variables);
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            String name = argument.getKey();
            Optional<Variable> variable = path.variable(name).or(() -> graph.declaration(active, name));
            if (variable.isEmpty()) {
                gathering.refuse(name, "is no variable of this path; leave it out");
            } else if (!isLeftOut(argument.getValue())) {
                VariableRules.offer(
                        gathering,
                        variable,
                        new VariableValue(name, argument.getValue(), Source.TRANSFER, turn, false));
            }
        }
        return gathering.done();
    }

    /** Models fill what they do not know with null or an empty text. */
    private static boolean isLeftOut(JsonNode value) {
        return value.isNull() || (value.isString() && value.stringValue().isBlank());
    }

    /** A value may have come in under another declaration of the same name, so that its fit is checked here again. */
    private static void require(
            Variable variable,
            Map<String, VariableValue> variables,
            List<String> missing,
            Map<String, String> invalid) {
        VariableValue known = variables.get(variable.name());
        if (known == null) {
            missing.add(variable.name());
            return;
        }
        Optional<String> misfit = ValueCheck.misfit(variable, known.value());
        if (misfit.isPresent()) {
            invalid.put(variable.name(), misfit.get());
        } else if (variable.confirm() && !known.confirmed()) {
            invalid.put(variable.name(), "is not confirmed; read it back to the caller, and note it as confirmed");
        }
    }

    private static Decision rejected(TransferProposal proposal, Map<String, VariableValue> variables, String reason) {
        return new Decision.Rejected(
                new Rejection(proposal.pathId(), List.of(), Map.of(), reason), variables, List.of());
    }
}
