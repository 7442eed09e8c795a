package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import java.util.List;
import java.util.Set;

/** Checks that no call is passed on silently for ever without reaching an agent that talks. */
final class RouterRule implements PublishGate.GraphRule {

    @Override
    public void check(AgentGraph graph, Workspace workspace, Problems problems) {
        Routers routers = new Routers(graph);
        Set<String> endless = routers.endless();
        for (int a = 0; a < graph.agents().size() && !endless.isEmpty(); a++) {
            Agent agent = graph.agents().get(a);
            if (endless.contains(agent.id())) {
                check(agent, "/agents/" + a + "/paths/", routers, problems);
            }
        }
    }

    private static void check(Agent agent, String pointer, Routers routers, Problems problems) {
        List<Path> taken = routers.paths(agent);
        for (int p = 0; p < agent.paths().size(); p++) {
            Path path = agent.paths().get(p);
            boolean isTaken = taken.stream().anyMatch(silent -> silent.id().equals(path.id()));
            if (isTaken && routers.comesBack(agent, path)) {
                problems.fault(
                        "router_cycle",
                        pointer + p,
                        "A call that comes to \"" + agent.name()
                                + "\" is passed on by paths of kind always without end; give one of them a"
                                + " guard_condition, or a way to an agent that talks.");
            }
        }
    }
}
