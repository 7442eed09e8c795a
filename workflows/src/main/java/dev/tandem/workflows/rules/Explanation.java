package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Explains in one sentence why a call moved or did not, for those who read it later. The sentence names variables, but
 * never their values.
 */
public final class Explanation {

    private Explanation() {}

    /**
     * Explains a path that was taken.
     *
     * @param by why it was taken: {@code proposed}, {@code expression}, {@code always}, {@code on_reject}, {@code
     *     operator}, or the event
     */
    public static String of(Decision.Committed taken, String by) {
        List<String> reasons = new ArrayList<>();
        reasons.add(cause(by));
        taken.path().variables().stream()
                .filter(Variable::required)
                .flatMap(variable -> Optional.ofNullable(taken.variables().get(variable.name())).stream())
                .map(Explanation::provenance)
                .forEach(reasons::add);
        String guard = taken.path().guardCondition();
        if (guard != null) {
            reasons.add(
                    "its guard (" + guard + ") was " + taken.checks().guard().word());
        }
        return "\"" + taken.path().name() + "\" was taken: " + String.join(", ", reasons) + ".";
    }

    /**
     * Explains a path that was rejected.
     *
     * @param path the path that was proposed; empty: the agent has none of that id
     */
    public static String of(Rejection rejection, Optional<Path> path) {
        List<String> reasons = new ArrayList<>();
        rejection.missing().forEach(name -> reasons.add(name + " was missing"));
        for (Map.Entry<String, String> invalid : rejection.invalid().entrySet()) {
            reasons.add(invalid.getKey() + " " + invalid.getValue());
        }
        String guard = rejection.guard();
        if (guard != null) {
            reasons.add("its guard (" + path.map(Path::guardCondition).orElse("") + ") was " + guard);
        }
        String reason = rejection.reason();
        if (reason != null) {
            reasons.add(lowerFirst(reason.replaceAll("\\.$", "")));
        }
        return "\"" + path.map(Path::name).orElse(rejection.pathId()) + "\" was proposed and not taken: "
                + String.join(", ", reasons) + ".";
    }

    private static String cause(String by) {
        return switch (by) {
            case "proposed" -> "the model proposed it";
            case "expression" -> "what it waits for became true";
            case "always" -> "it leads on from the agent silently";
            case "operator" -> "an operator had it taken";
            case "on_reject" -> "the caller had been asked often enough for what another path required";
            default -> by + " happened";
        };
    }

    private static String provenance(VariableValue known) {
        return known.name() + " was known (" + known.source().name().toLowerCase(Locale.ROOT) + ", turn " + known.turn()
                + (known.confirmed() ? ", confirmed by the caller)" : ")");
    }

    private static String lowerFirst(String words) {
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
