package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.guard.Guard;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.variable.Ordered;
import dev.tandem.workflows.variable.VariableValue;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Holds all that the rules of transfers look at.
 *
 * @param agent the active one
 * @param variables in the order in which they were learnt
 * @param turn from 0
 * @param claims by name: what the caller has said against a value that counts more, and not confirmed
 * @param channel of the call: {@code voice}, {@code chat}
 */
public record RuleContext(
        AgentGraph graph,
        Agent agent,
        Map<String, VariableValue> variables,
        Map<String, VariableValue> claims,
        PathHistory history,
        int turn,
        String channel) {

    public RuleContext {
        variables = Ordered.copy(variables);
        claims = Ordered.copy(claims);
    }

    /** Returns the context of a call that has not moved yet. */
    public static RuleContext at(AgentGraph graph, Agent agent) {
        return new RuleContext(graph, agent, Map.of(), Map.of(), PathHistory.NONE, 0, "voice");
    }

    RuleContext with(Map<String, VariableValue> learnt) {
        return new RuleContext(graph, agent, learnt, claims, history, turn, channel);
    }

    /** Returns the context in a later turn. */
    RuleContext in(int later) {
        return new RuleContext(graph, agent, variables, claims, history, later, channel);
    }

    /**
     * Returns the agent's own paths and the global ones: paths of higher priority first, else in the order of the
     * document.
     */
    List<Path> paths() {
        return graph.paths(agent).stream()
                .sorted(Comparator.comparingInt(Path::priority).reversed())
                .toList();
    }

    Verdict judge(Path path) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        variables.forEach((name, variable) -> values.put(name, variable.value()));
        return graph.judge(path, new Guard.Facts(values, history.visits(path), turn, channel));
    }
}
