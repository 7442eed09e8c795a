package dev.tandem.workflows.gate;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.variable.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the agents that pass a call on as soon as they get it, and where they pass it. */
final class Routers {

    private final AgentGraph graph;
    private final Map<String, List<Path>> silent = new HashMap<>();

    Routers(AgentGraph graph) {
        this.graph = graph;
        graph.agents().forEach(agent -> silent.put(agent.id(), silent(graph, agent)));
    }

    /** Returns whether a call may stay with an agent, which then talks. */
    boolean mayTalk(Agent agent) {
        return paths(agent).stream().noneMatch(Routers::isTakenAnyway);
    }

    /** Returns the agents that pass each call on silently, without it ever reaching an agent that talks or its end. */
    Set<String> endless() {
        Set<String> ending = new HashSet<>();
        List<Agent> open = new ArrayList<>(graph.agents());
        while (open.removeIf(agent -> mayEnd(agent, ending) && ending.add(agent.id()))) {
            // Repeat until no agent is added: each round follows chains that are one path longer.
        }
        Set<String> endless = new HashSet<>();
        open.forEach(agent -> endless.add(agent.id()));
        return endless;
    }

    private boolean mayEnd(Agent agent, Set<String> ending) {
        return mayTalk(agent)
                || paths(agent).stream()
                        .anyMatch(path -> !(path.target() instanceof Target.ToAgent(String id)) || ending.contains(id));
    }

    /** Returns whether a call that takes a path may silently come back to the agent that it left. */
    boolean comesBack(Agent agent, Path first) {
        Set<String> seen = new HashSet<>();
        List<Path> next = new ArrayList<>(List.of(first));
        while (!next.isEmpty()) {
            if (next.removeLast().target() instanceof Target.ToAgent(String id)) {
                if (id.equals(agent.id())) {
                    return true;
                }
                if (seen.add(id)) {
                    next.addAll(silent.getOrDefault(id, List.of()));
                }
            }
        }
        return false;
    }

    /** Returns the paths that may be taken, in the order in which they are tried. */
    List<Path> paths(Agent agent) {
        return silent.getOrDefault(agent.id(), List.of());
    }

    private static List<Path> silent(AgentGraph graph, Agent agent) {
        List<Path> tried = new ArrayList<>();
        for (Path path : graph.paths(agent).stream()
                .filter(path -> path.trigger() instanceof Trigger.Always)
                .sorted(Comparator.comparingInt(Path::priority).reversed())
                .toList()) {
            tried.add(path);
            if (isTakenAnyway(path)) {
                break;
            }
        }
        return tried;
    }

    private static boolean isTakenAnyway(Path path) {
        return path.guardCondition() == null
                && path.variables().stream().noneMatch(Variable::required)
                && path.maxVisits() == Path.ANY_NUMBER
                && !path.global();
    }
}
