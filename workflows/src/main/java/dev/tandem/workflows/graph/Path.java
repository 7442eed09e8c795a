package dev.tandem.workflows.graph;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directed edge from one agent to a target. The model proposes it by its description; the call workflow decides.
 *
 * @param guardCondition a condition over the variables; null: none
 * @param variables what the path wants to know; those that are required block it while they are missing
 * @param priority higher first
 * @param say spoken as the path is taken
 */
public record Path(
        String id,
        String name,
        String description,
        Target target,
        @Nullable String guardCondition,
        List<Variable> variables,
        int priority,
        @Nullable String say) {

    public Path {
        variables = List.copyOf(variables);
    }

    public Optional<Variable> variable(String name) {
        return variables.stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst();
    }
}
