package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks that every agent can be reached from the one that answers. */
final class ReachabilityRule implements PublishGate.GraphRule {

    @Override
    public void check(AgentGraph graph, Workspace workspace, Problems problems) {
        Set<String> reached = reached(graph, path -> true);
        for (int i = 0; i < graph.agents().size(); i++) {
            Agent agent = graph.agents().get(i);
            if (!reached.contains(agent.id())) {
                problems.fault(
                        "unreachable_agent",
                        "/agents/" + i,
                        "No call ever comes to \"" + agent.name() + "\"; add a path to it, or remove it.");
            }
        }
    }

    /** Returns the ids of the agents that a call can reach by the given paths alone. */
    static Set<String> reached(AgentGraph graph, Predicate<Path> open) {
        Map<String, List<Path>> paths = graph.agents().stream().collect(Collectors.toMap(Agent::id, Agent::paths));
        Set<String> reached = new HashSet<>(Set.of(graph.entryAgentId()));
        Deque<String> next = new ArrayDeque<>(reached);
        for (Path path : graph.globalPaths()) {
            if (open.test(path) && path.target() instanceof Target.ToAgent(String id) && reached.add(id)) {
                next.push(id);
            }
        }
        while (!next.isEmpty()) {
            for (Path path : paths.getOrDefault(next.pop(), List.of())) {
                if (open.test(path) && path.target() instanceof Target.ToAgent(String id) && reached.add(id)) {
                    next.push(id);
                }
            }
        }
        return reached;
    }
}
