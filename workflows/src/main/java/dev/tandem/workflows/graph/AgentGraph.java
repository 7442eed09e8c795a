package dev.tandem.workflows.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a graph of agents, tools and paths. Made only by {@link GraphDocument#parse}, which refuses a
 * document with any fault: every id that a graph names exists in it.
 *
 * @param language BCP 47
 * @param timeZone IANA; null: the organization's
 * @param variables call variables declared up front
 */
public record AgentGraph(
        int schemaVersion,
        String entryAgentId,
        String language,
        @Nullable String timeZone,
        Limits limits,
        List<Variable> variables,
        List<Agent> agents) {

    public AgentGraph {
        variables = List.copyOf(variables);
        agents = List.copyOf(agents);
    }

    public Agent entry() {
        return agent(entryAgentId);
    }

    /** @throws IllegalArgumentException if the graph has no such agent */
    public Agent agent(String id) {
        return agents.stream()
                .filter(agent -> agent.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no agent " + id + " in this graph"));
    }
}
