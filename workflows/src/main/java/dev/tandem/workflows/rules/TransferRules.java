package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides whether a call moves along a path that the model, or something that happens, proposes. */
public final class TransferRules {

    private TransferRules() {}

    /** Decides on a path that the model proposes. */
    public static Decision decide(RuleContext context, TransferProposal proposal) {
        Optional<Path> path = context.graph()
                .path(context.agent(), proposal.pathId())
                .filter(known -> known.trigger() instanceof Trigger.Intent);
        if (path.isEmpty()) {
            return rejected(
                    context,
                    Rejection.because(
                            proposal.pathId(), "This agent has no such path; use one that is offered, or go on."));
        }
        if (!proposal.arguments().isObject()) {
            return rejected(context, Rejection.because(proposal.pathId(), "The arguments must be a JSON object."));
        }
        VariableUpdate merged = merge(context, path.get(), proposal);
        Checks checks = Checks.of(context.with(merged.variables()), path.get())
                .refusing(merged.refused())
                .unknown(unknown(context, path.get(), proposal));
        return checks.hold()
                ? new Decision.Committed(path.get(), checks, merged)
                : new Decision.Rejected(checks.rejection(proposal.pathId()), merged);
    }

    /** Returns the path that is taken without the model because of what happened; empty: none. */
    public static Optional<Decision.Committed> spontaneous(RuleContext context, Trigger trigger) {
        return context.paths().stream()
                .filter(path -> path.trigger().equals(trigger))
                .flatMap(path -> open(context, path).stream())
                .findFirst();
    }

    /** Returns the path that is taken instead of one for which the caller was asked often enough; empty: none. */
    public static Optional<Decision.Committed> fallback(RuleContext context, Path rejected) {
        String id = rejected.onReject();
        return id == null
                ? Optional.empty()
                : context.graph()
                        .path(context.agent(), id)
                        .filter(path -> path.trigger() instanceof Trigger.Intent)
                        .flatMap(path -> open(context, path));
    }

    /**
     * Returns the variables for which a rejected path has the caller asked once more. A value that the caller only just
     * said, and that is still to be read back, is not among them.
     */
    public static List<String> askedFor(RuleContext context, Rejection rejection) {
        return rejection.wanted().stream()
                .filter(name -> context.graph().sources().of(name).has(Source.CALLER))
                .filter(name -> !isSaidNow(context, name)
                        || !Checks.UNCONFIRMED.equals(rejection.invalid().get(name)))
                .toList();
    }

    private static boolean isSaidNow(RuleContext context, String name) {
        return isNew(context.variables().get(name), context.turn())
                || isNew(context.claims().get(name), context.turn());
    }

    private static boolean isNew(@Nullable VariableValue known, int turn) {
        return known != null && known.turn() == turn;
    }

    /** Returns a variable for which the caller was asked as often as the path allows. */
    public static Optional<Variable> exhausted(PathHistory history, Path path, Rejection rejection) {
        return rejection.wanted().stream()
                .flatMap(name -> path.variable(name).stream())
                .filter(variable -> history.asked(path, variable.name()) >= variable.maxAsk())
                .findFirst();
    }

    /** Takes a path for an operator, whatever it requires; empty: it does not lead away from the agent. */
    public static Optional<Decision.Committed> forced(RuleContext context, String pathId) {
        return context.graph()
                .path(context.agent(), pathId)
                .map(path -> new Decision.Committed(path, Checks.of(context, path), unchanged(context)));
    }

    private static Optional<Decision.Committed> open(RuleContext context, Path path) {
        Checks checks = Checks.of(context, path);
        return checks.hold() ? Optional.of(new Decision.Committed(path, checks, unchanged(context))) : Optional.empty();
    }

    private static VariableUpdate merge(RuleContext context, Path path, TransferProposal proposal) {
        VariableUpdate.Gathering gathering = new VariableUpdate.Gathering(context.variables());
        Map<String, String> unclear = proposal.refused();
        for (Map.Entry<String, JsonNode> argument : proposal.arguments().properties()) {
            String name = argument.getKey();
            Optional<Variable> variable = variable(context, path, name);
            String reason = unclear.get(name);
            if (variable.isPresent() && reason != null) {
                gathering.refuse(name, reason);
            } else if (variable.isPresent() && !isLeftOut(argument.getValue())) {
                VariableRules.offer(
                        context,
                        gathering,
                        variable,
                        new VariableValue(name, argument.getValue(), Source.CALLER, context.turn(), false));
            }
        }
        return gathering.done();
    }

    private static Optional<Variable> variable(RuleContext context, Path path, String name) {
        return path.variable(name).or(() -> context.graph().declaration(context.agent(), name));
    }

    /** Returns the names of arguments that no variable has. The model made them up, so they are kept out of figures. */
    private static List<String> unknown(RuleContext context, Path path, TransferProposal proposal) {
        return proposal.arguments().properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> variable(context, path, name).isEmpty())
                .toList();
    }

    /** Returns whether a model left the value out. Models write null or an empty text for what they do not know. */
    private static boolean isLeftOut(JsonNode value) {
        return value.isNull() || (value.isString() && value.stringValue().isBlank());
    }

    private static Decision rejected(RuleContext context, Rejection rejection) {
        return new Decision.Rejected(rejection, unchanged(context));
    }

    private static VariableUpdate unchanged(RuleContext context) {
        return new VariableUpdate.Gathering(context.variables()).done();
    }
}
