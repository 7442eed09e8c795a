package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.protocol.Offers.OfferedPath;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A path that the model may propose.
 *
 * @param missing the path's variables that have no acceptable value
 * @param guard what the path's guard says now; never that it is false
 */
public record PathOffer(Path path, List<Variable> missing, Verdict guard) {

    /**
     * A path that the model may not propose now.
     *
     * @param closed why, as a sentence; null: its guard is false
     */
    public record Withheld(
            Path path, Verdict guard, @Nullable String closed) {}

    public PathOffer {
        missing = List.copyOf(missing);
    }

    /** Returns what the model is offered now: paths of higher priority first, else in the order of the document. */
    public static List<PathOffer> offered(RuleContext context) {
        return intents(context)
                .filter(path -> withheld(context, path).isEmpty())
                .map(path -> new PathOffer(path, missing(context, path), context.judge(path)))
                .toList();
    }

    /** Returns what the model is not offered now, because it would be rejected whatever the caller says. */
    public static List<Withheld> withheld(RuleContext context) {
        return intents(context)
                .flatMap(path -> withheld(context, path).stream())
                .toList();
    }

    /** Returns the offer as the attending process is told of it. */
    public OfferedPath asOffered() {
        return new OfferedPath(path.id(), missing.stream().map(Variable::name).toList());
    }

    private static Stream<Path> intents(RuleContext context) {
        return context.paths().stream().filter(path -> path.trigger() instanceof Trigger.Intent);
    }

    private static Optional<Withheld> withheld(RuleContext context, Path path) {
        Verdict guard = context.judge(path);
        String closed = Checks.closed(context, path);
        return closed != null || guard instanceof Verdict.Fails
                ? Optional.of(new Withheld(path, guard, closed))
                : Optional.empty();
    }

    private static List<Variable> missing(RuleContext context, Path path) {
        return path.variables().stream()
                .filter(variable -> isMissing(context, variable))
                .toList();
    }

    private static boolean isMissing(RuleContext context, Variable variable) {
        VariableValue known = context.variables().get(variable.name());
        return known == null || Checks.misfit(context, variable, known).isPresent();
    }
}
