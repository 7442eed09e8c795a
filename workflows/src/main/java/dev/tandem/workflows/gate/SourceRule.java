package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that what a path requires can be known when the path is tried. An agent that talks can ask the caller. A
 * silent router cannot, so a variable that its path requires must have its value before.
 */
final class SourceRule implements PublishGate.GraphRule {

    @Override
    public void check(AgentGraph graph, Workspace workspace, Problems problems) {
        Check check = new Check(graph, workspace, problems);
        for (int a = 0; a < graph.agents().size(); a++) {
            Agent agent = graph.agents().get(a);
            for (int p = 0; p < agent.paths().size(); p++) {
                if (agent.paths().get(p).trigger() instanceof Trigger.Always) {
                    check.path(agent, agent.paths().get(p), "/agents/" + a + "/paths/" + p + "/required_variables/");
                }
            }
        }
    }

    private static final class Check {

        private final Workspace workspace;
        private final Problems problems;
        private final Map<String, Variable> declarations;
        private final ReachableAgents arrivals;

        /** Ids of the agents that may learn a variable, by its name. */
        private final Map<String, Set<String>> tellers = new HashMap<>();

        Check(AgentGraph graph, Workspace workspace, Problems problems) {
            this.workspace = workspace;
            this.problems = problems;
            this.declarations = graph.declarations();
            this.arrivals = new ReachableAgents(graph);
            Routers routers = new Routers(graph);
            graph.agents().stream().filter(routers::mayTalk).forEach(agent -> {
                graph.collected(agent).forEach(variable -> tells(agent, variable.name()));
                agent.tools().stream()
                        .flatMap(tool -> tool.assign().keySet().stream())
                        .filter(name -> graph.sources().of(name).has(Source.TOOL))
                        .forEach(name -> tells(agent, name));
            });
        }

        private void tells(Agent agent, String name) {
            tellers.computeIfAbsent(name, told -> new HashSet<>()).add(agent.id());
        }

        void path(Agent router, Path path, String pointer) {
            List<Variable> variables = path.variables();
            for (int v = 0; v < variables.size(); v++) {
                if (variables.get(v).required() && !hasSource(variables.get(v), router)) {
                    String name = variables.get(v).name();
                    problems.fault(
                            "no_source",
                            pointer + v,
                            "Nothing tells \"" + name + "\" before a call comes to \"" + router.name()
                                    + "\", where this path is tried at once; require it on a path that leads there,"
                                    + " let an agent before collect it, have a tool assign it, give it a default, or declare it with \"given\": true.");
                }
            }
        }

        private boolean hasSource(Variable variable, Agent router) {
            Variable declared = declarations.getOrDefault(variable.name(), variable);
            Set<String> telling = tellers.getOrDefault(variable.name(), Set.of());
            return isKnownFromTheStart(variable)
                    || isKnownFromTheStart(declared)
                    || workspace.settings().containsKey(variable.name())
                    || arrivals.before(router).stream().anyMatch(agent -> telling.contains(agent.id()));
        }

        private static boolean isKnownFromTheStart(Variable variable) {
            return variable.defaultValue() != null || variable.given();
        }
    }
}
