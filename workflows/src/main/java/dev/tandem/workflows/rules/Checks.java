package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Sources;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.payload.Shortened;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.variable.Ordered;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of checking each condition of a path.
 *
 * @param missing required variables without a value
 * @param invalid variable to the reason why its value is not acceptable
 * @param guard what the path's guard said
 * @param closed why the path is closed whatever the variables are, as a sentence for the model; null: it is open
 */
public record Checks(
        List<String> missing,
        Map<String, String> invalid,
        Verdict guard,
        @Nullable String closed) {

    /** The reason for a value that the caller has not confirmed. */
    public static final String UNCONFIRMED = "is not confirmed; read it back to the caller, and note it as confirmed";

    /** Names that the model made up, of which it is told that they are unknown; and the bytes of each. */
    private static final int MOST_UNKNOWN = 5;

    private static final int LONGEST_UNKNOWN = 64;

    public Checks {
        missing = List.copyOf(missing);
        invalid = Ordered.copy(invalid);
    }

    static Checks of(RuleContext context, Path path) {
        List<String> missing = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        Map<String, String> invalid = new LinkedHashMap<>();
        for (Variable variable : path.variables()) {
            if (variable.required()) {
                VariableValue known = context.variables().get(variable.name());
                if (known != null) {
                    misfit(context, variable, known).ifPresent(reason -> invalid.put(variable.name(), reason));
                } else if (tellers(context, variable).has(Source.CALLER)) {
                    missing.add(variable.name());
                } else {
                    untold.add("This path waits for " + variable.name() + ", which "
                            + tellers(context, variable).inWords()
                            + " tells and the caller cannot; do not ask the caller for it.");
                }
            }
        }
        return new Checks(missing, invalid, context.judge(path), closed(context, path)).because(untold);
    }

    private static Sources.Tellers tellers(RuleContext context, Variable variable) {
        return context.graph().sources().of(variable.name());
    }

    private Checks because(List<String> sentences) {
        String all = String.join(" ", sentences);
        return all.isEmpty() ? this : new Checks(missing, invalid, guard, closed == null ? all : closed + " " + all);
    }

    /** Adds values of the proposal itself that were not accepted. */
    Checks refusing(Map<String, String> refused) {
        Map<String, String> more = new LinkedHashMap<>(refused);
        more.putAll(invalid);
        List<String> stillMissing =
                missing.stream().filter(name -> !refused.containsKey(name)).toList();
        return new Checks(stillMissing, more, guard, closed);
    }

    /** Adds arguments of the proposal that the path has no variable for. */
    Checks unknown(List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        String told = names.stream()
                .limit(MOST_UNKNOWN)
                .map(name -> Shortened.to(name, LONGEST_UNKNOWN))
                .collect(Collectors.joining(", "));
        return because(List.of("There is no variable for " + told + "; leave that out."));
    }

    public boolean hold() {
        return missing.isEmpty() && invalid.isEmpty() && guard instanceof Verdict.Holds && closed == null;
    }

    Rejection rejection(String pathId) {
        return new Rejection(pathId, missing, invalid, guardWords(), closed);
    }

    private @Nullable String guardWords() {
        return switch (guard) {
            case Verdict.Holds _ -> null;
            case Verdict.Fails fails -> fails.error() == null ? "false" : "false: " + fails.error();
            case Verdict.Open open -> "unknown: " + String.join(", ", open.unknown());
        };
    }

    /**
     * Checks a value again, because it may have been learnt under another declaration of the same name, and the caller
     * may have said another one since.
     */
    static Optional<String> misfit(RuleContext context, Variable variable, VariableValue known) {
        boolean isConfirmed = known.confirmed() && !context.claims().containsKey(variable.name());
        return ValueCheck.misfit(variable, known.value())
                .or(() -> variable.confirm() && !isConfirmed ? Optional.of(UNCONFIRMED) : Optional.empty());
    }

    static @Nullable String closed(RuleContext context, Path path) {
        if (context.history().visits(path) >= path.maxVisits()) {
            return "This path was taken as often as it may be; go on without it.";
        }
        if (context.history().rests(path, context.turn())) {
            return "This path was taken a moment ago; go on without it.";
        }
        return isOwn(context, path) || !path.leadsTo(context.agent())
                ? null
                : "This agent is where the path leads; go on.";
    }

    private static boolean isOwn(RuleContext context, Path path) {
        return context.agent().path(path.id()).isPresent();
    }
}
