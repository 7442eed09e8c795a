package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.variable.Variable;
import java.util.List;
import java.util.Map;

/** Checks that a name has one meaning in the whole call, and that what the model chooses from has a description. */
final class DeclarationRule implements PublishGate.GraphRule {

    @Override
    public void check(AgentGraph graph, Workspace workspace, Problems problems) {
        Map<String, Variable> declarations = graph.declarations();
        for (int a = 0; a < graph.agents().size(); a++) {
            Agent agent = graph.agents().get(a);
            for (int p = 0; p < agent.paths().size(); p++) {
                checkPath(agent.paths().get(p), "/agents/" + a + "/paths/" + p, declarations, problems);
            }
            for (int t = 0; t < agent.tools().size(); t++) {
                checkTool(agent.tools().get(t), "/agents/" + a + "/tools/" + t, declarations, problems);
            }
        }
    }

    private static void checkPath(Path path, String pointer, Map<String, Variable> declarations, Problems problems) {
        if (path.description().isBlank()) {
            problems.warning(
                    "no_description",
                    pointer + "/description",
                    "The model knows only the name \"" + path.name() + "\"; say when to take this path.");
        }
        List<Variable> variables = path.variables();
        for (int v = 0; v < variables.size(); v++) {
            Variable variable = variables.get(v);
            Variable first = declarations.getOrDefault(variable.name(), variable);
            if (first.dataType() != variable.dataType()) {
                problems.fault(
                        "conflicting_variable",
                        pointer + "/required_variables/" + v + "/data_type",
                        "\"" + variable.name() + "\" is of type "
                                + first.dataType().documentName() + " elsewhere in this document; use that type, or"
                                + " another name.");
            }
        }
    }

    private static void checkTool(Tool tool, String pointer, Map<String, Variable> declarations, Problems problems) {
        if (tool.description().isBlank()) {
            problems.warning(
                    "no_description",
                    pointer + "/description",
                    "The model knows only the name \"" + tool.name() + "\"; say what the tool is for.");
        }
        for (String variable : tool.assign().keySet()) {
            if (!declarations.containsKey(variable)) {
                problems.warning(
                        "undeclared_variable",
                        pointer + "/assign/" + variable,
                        "\"" + variable + "\" is declared nowhere, so that its type is not checked; add it to the"
                                + " document's variables.");
            }
        }
    }
}
