package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.rules.TransferChain.Cause;
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
final class Explanation {

    private Explanation() {}

    /**
     * Explains a path that was taken.
     *
     * @param cause why it was taken
     */
    static String of(Decision.Committed taken, Cause cause) {
        List<String> reasons = new ArrayList<>();
        reasons.add(words(cause));
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
    static String of(Rejection rejection, Optional<Path> path) {
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

    private static String words(Cause cause) {
        return switch (cause) {
            case Cause.Triggered(Trigger.Intent _) -> "the model proposed it";
            case Cause.Triggered(Trigger.Expression _) -> "what it waits for became true";
            case Cause.Triggered(Trigger.Always _) -> "it leads on from the agent silently";
            case Cause.Triggered(Trigger.Event(PathEvent event)) -> event.documentName() + " happened";
            case Cause.ByOperator _ -> "an operator had it taken";
            case Cause.Fallback _ -> "the caller had been asked often enough for what another path required";
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
