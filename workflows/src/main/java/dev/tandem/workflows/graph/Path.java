package dev.tandem.workflows.graph;

import dev.tandem.workflows.variable.Variable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directed edge from one agent to a target. The model, or something that happens, proposes it; the call workflow
 * decides.
 *
 * @param guardCondition a condition over the variables; null: none
 * @param variables what the path asks for; a required one blocks the path while it has no value
 * @param priority higher first
 * @param context what the next agent knows of the conversation
 * @param say spoken as the path is taken
 * @param onReject id of the path that is taken instead when the caller was asked often enough; null: the agent goes on
 * @param maxVisits how often it may be taken in a call
 * @param global whether it leads away from every agent
 * @param cooldownTurns number of turns after a global path was taken in which it may not be taken again
 */
public record Path(
        String id,
        String name,
        String description,
        Trigger trigger,
        Target target,
        @Nullable String guardCondition,
        List<Variable> variables,
        int priority,
        Context context,
        @Nullable String say,
        @Nullable String onReject,
        int maxVisits,
        boolean global,
        int cooldownTurns) {

    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    public Path {
        variables = List.copyOf(variables);
    }

    public Optional<Variable> variable(String name) {
        return variables.stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst();
    }

    public boolean leadsTo(Agent agent) {
        return target instanceof Target.ToAgent(String id) && id.equals(agent.id());
    }
}
