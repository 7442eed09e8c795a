package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.graph.Trigger;

/** Checks that the fields of a path fit together. */
final class PathRule implements PublishGate.GraphRule {

    @Override
    public void check(AgentGraph graph, Workspace workspace, Problems problems) {
        for (int a = 0; a < graph.agents().size(); a++) {
            Agent agent = graph.agents().get(a);
            for (int p = 0; p < agent.paths().size(); p++) {
                check(graph, agent, agent.paths().get(p), "/agents/" + a + "/paths/" + p, problems);
            }
        }
    }

    private static void check(AgentGraph graph, Agent agent, Path path, String pointer, Problems problems) {
        if (path.trigger() instanceof Trigger.Expression && path.guardCondition() == null) {
            problems.fault(
                    "missing_guard",
                    pointer + "/guard_condition",
                    "A path of kind expression is taken when its guard is true; add guard_condition.");
        }
        if (path.trigger() instanceof Trigger.Always && path.global()) {
            problems.fault(
                    "global_router",
                    pointer + "/global",
                    "A global path of kind always would take every agent's calls; remove global, or use another kind.");
        }
        if (path.context() instanceof Context.Summary
                && path.say() == null
                && path.target() instanceof Target.ToAgent(String next)
                && graph.agent(next).greeting() == null) {
            problems.warning(
                    "silent_summary",
                    pointer + "/context",
                    "Nothing is said while the model makes the summary; add say, or give the next agent a greeting.");
        }
        if (path.trigger() instanceof Trigger.Event(PathEvent.ToolFailed(String tool))
                && !hasTool(graph, agent, path, tool)) {
            problems.fault(
                    "unknown_tool",
                    pointer + "/event",
                    "No tool is called \"" + tool + "\" here; name one of the agent's tools by its name.");
        }
        String fallback = path.onReject();
        boolean follows = fallback != null
                && !fallback.equals(path.id())
                && graph.path(agent, fallback)
                        .filter(other -> other.trigger() instanceof Trigger.Intent)
                        .isPresent();
        if (fallback != null && !follows) {
            problems.fault(
                    "invalid_on_reject",
                    pointer + "/on_reject",
                    "on_reject names another path of kind intent, of the same agent or global; correct it.");
        }
        if (fallback != null && !(path.trigger() instanceof Trigger.Intent)) {
            problems.warning(
                    "idle_on_reject",
                    pointer + "/on_reject",
                    "Only a path of kind intent can be rejected for missing values; remove on_reject.");
        }
    }

    private static boolean hasTool(AgentGraph graph, Agent agent, Path path, String tool) {
        return path.global()
                ? graph.agents().stream().anyMatch(one -> one.tool(tool).isPresent())
                : agent.tool(tool).isPresent();
    }
}
