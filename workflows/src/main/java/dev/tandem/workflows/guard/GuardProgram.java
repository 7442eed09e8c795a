package dev.tandem.workflows.guard;

import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.PartialVars;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.ValueCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled guard.
 *
 * @param types types of the variables that it may name
 */
record GuardProgram(CelRuntime.Program program, Map<String, DataType> types) {

    Verdict judge(Guard.Facts facts) {
        try {
            return switch (program.eval(PartialVars.of(name -> value(name, facts), unknown(facts)))) {
                case Boolean isTrue -> isTrue ? new Verdict.Holds() : new Verdict.Fails(null);
                case CelUnknownSet open -> new Verdict.Open(names(open));
                default -> new Verdict.Fails("it is neither true nor false");
            };
        } catch (CelEvaluationException failed) {
            return new Verdict.Fails(failed.getErrorCode()
                    .toString()
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', ' '));
        }
    }

    private Optional<Object> value(String name, Guard.Facts facts) {
        return switch (name) {
            case GuardLanguage.VISITS -> Optional.of((long) facts.visits());
            case GuardLanguage.TURN -> Optional.of((long) facts.turn());
            case GuardLanguage.CHANNEL -> Optional.of(facts.channel());
            default -> known(name, facts);
        };
    }

    /**
     * Returns a variable's value. A value that does not fit its type counts as unknown; an undeclared one may not fit.
     */
    private Optional<Object> known(String name, Guard.Facts facts) {
        DataType type = types.get(name);
        return type == null
                ? Optional.empty()
                : Optional.ofNullable(facts.variables().get(name))
                        .filter(value -> ValueCheck.typeMisfit(type, value).isEmpty())
                        .map(value -> GuardLanguage.value(type, value));
    }

    private List<CelAttributePattern> unknown(Guard.Facts facts) {
        return types.keySet().stream()
                .filter(name -> known(name, facts).isEmpty())
                .map(CelAttributePattern::create)
                .toList();
    }

    private static List<String> names(CelUnknownSet open) {
        return open.attributes().stream()
                .map(CelAttribute::qualifiers)
                .filter(qualifiers -> !qualifiers.isEmpty())
                .map(qualifiers -> qualifiers.getFirst().asString())
                .distinct()
                .sorted()
                .toList();
    }
}
