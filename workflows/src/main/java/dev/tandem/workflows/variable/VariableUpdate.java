package dev.tandem.workflows.variable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The variables after new values came in.
 *
 * @param variables all of the call, by name
 * @param changed those that have another value, or became confirmed
 * @param refused name to the reason why its value was refused; a clause such as {@code must be digits only}
 * @param refusals those of the refused that are recorded
 */
public record VariableUpdate(
        Map<String, VariableValue> variables,
        List<VariableValue> changed,
        Map<String, String> refused,
        List<Refusal> refusals) {

    /** A model may make up any number of values. This many refusals are recorded at once. */
    static final int MOST_REFUSALS = 20;

    /** A value that was refused. */
    public record Refusal(VariableValue value, String reason) {}

    public VariableUpdate {
        variables = Ordered.copy(variables);
        changed = List.copyOf(changed);
        refused = Ordered.copy(refused);
        refusals = List.copyOf(refusals);
    }

    /** Collects values one by one. */
    public static final class Gathering {

        private final Map<String, VariableValue> variables;
        private final List<VariableValue> changed = new ArrayList<>();
        private final Map<String, String> refused = new LinkedHashMap<>();
        private final List<Refusal> refusals = new ArrayList<>();

        public Gathering(Map<String, VariableValue> variables) {
            this.variables = new LinkedHashMap<>(variables);
        }

        /** Returns the value that a variable has by now; null: none. */
        public @Nullable VariableValue known(String name) {
            return variables.get(name);
        }

        /** Takes a value. The same value again changes nothing, and stays confirmed if it was. */
        public void take(VariableValue next) {
            VariableValue known = variables.get(next.name());
            boolean isNew = known == null || !same(known.value(), next.value());
            boolean isConfirmedNow = known != null && next.confirmed() && !known.confirmed();
            if (isNew || isConfirmedNow) {
                put(next);
            }
        }

        /**
         * Takes a value of a variable whose sources have an order. The same value from a source that counts more is its
         * word from then on; from one that counts less it changes nothing but that it is confirmed.
         *
         * @param isDisputed whether the caller has said another value, which this one settles
         */
        public void weigh(VariableValue next, boolean isDisputed) {
            VariableValue known = variables.get(next.name());
            if (known == null || !same(known.value(), next.value())) {
                put(next);
                return;
            }
            VariableValue.Source source = next.rank() > known.rank() ? next.source() : known.source();
            boolean confirmed = known.confirmed() || next.confirmed();
            if (source != known.source() || confirmed != known.confirmed() || isDisputed) {
                put(new VariableValue(next.name(), known.value(), source, next.turn(), confirmed));
            }
        }

        private void put(VariableValue next) {
            variables.put(next.name(), next);
            changed.removeIf(earlier -> earlier.name().equals(next.name()));
            changed.add(next);
        }

        /** Refuses a value of which no event tells. */
        public void refuse(String name, String reason) {
            refused.put(name, reason);
        }

        /** Refuses a value, and has it recorded. */
        public void refuse(VariableValue value, String reason) {
            refused.put(value.name(), reason);
            if (refusals.size() < MOST_REFUSALS) {
                refusals.add(new Refusal(value, reason));
            }
        }

        public VariableUpdate done() {
            return new VariableUpdate(variables, changed, refused, refusals);
        }
    }

    /**
     * Returns whether two values are the same. Numbers are compared by value: JSON writes 12 and 12.0, and a history
     * may return the other one.
     */
    public static boolean same(JsonNode left, JsonNode right) {
        return (left.isNumber() && right.isNumber())
                ? left.decimalValue().compareTo(right.decimalValue()) == 0
                : left.equals(right);
    }
}
