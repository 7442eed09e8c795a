package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.guard.Guard;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks that every guard is a CEL expression that is true or false of the declared variables, and that guards take
 * little time.
 */
final class GuardRule implements PublishGate.GraphRule {

    /** The most different guards of a document: this many compile in less than a second. */
    static final int MOST_GUARDS = 400;

    static final int MOST_CHARACTERS = 30_000;

    @Override
    public void check(AgentGraph graph, Workspace workspace, Problems problems) {
        Set<String> seen = new HashSet<>();
        int characters = 0;
        for (int a = 0; a < graph.agents().size(); a++) {
            Agent agent = graph.agents().get(a);
            for (int p = 0; p < agent.paths().size(); p++) {
                String guard = agent.paths().get(p).guardCondition();
                String pointer = "/agents/" + a + "/paths/" + p + "/guard_condition";
                if (guard == null) {
                    continue;
                }
                characters += seen.add(guard) ? guard.length() : 0;
                if (seen.size() > MOST_GUARDS || characters > MOST_CHARACTERS) {
                    problems.fault(
                            "too_many_guards",
                            pointer,
                            "A document has at most " + MOST_GUARDS + " different guards with " + MOST_CHARACTERS
                                    + " characters together; use a condition again in the same words, or divide the"
                                    + " document.");
                    return;
                }
                if (graph.guards().of(guard) instanceof Guard.Faulty faulty) {
                    problems.fault(faulty.code(), pointer, faulty.message());
                }
            }
        }
    }
}
