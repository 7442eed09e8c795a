package dev.tandem.workflows.gate;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the agents that a call may have been with before it reaches another one. */
final class ReachableAgents {

    private final Map<String, List<Agent>> arrivals = new HashMap<>();
    private final Map<String, List<Agent>> before = new HashMap<>();

    ReachableAgents(AgentGraph graph) {
        Set<String> reached = ReachabilityRule.reached(graph, path -> true);
        graph.agents().stream().filter(agent -> reached.contains(agent.id())).forEach(agent -> {
            Set<String> targets = new HashSet<>();
            for (Path path : graph.paths(agent)) {
                if (path.target() instanceof Target.ToAgent(String id) && targets.add(id)) {
                    arrivals.computeIfAbsent(id, target -> new ArrayList<>()).add(agent);
                }
            }
        });
    }

    /** Returns the agents before this one. The agent itself is among them if a call may come back to it. */
    List<Agent> before(Agent agent) {
        return before.computeIfAbsent(agent.id(), this::collect);
    }

    private List<Agent> collect(String id) {
        List<Agent> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(id));
        while (!next.isEmpty()) {
            for (Agent previous : arrivals.getOrDefault(next.pop(), List.of())) {
                if (seen.add(previous.id())) {
                    found.add(previous);
                    next.push(previous.id());
                }
            }
        }
        return found;
    }
}
