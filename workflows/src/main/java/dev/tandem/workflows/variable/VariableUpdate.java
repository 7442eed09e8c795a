package dev.tandem.workflows.variable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The variables after new values came in.
 *
 * @param variables all of the call, by name
 * @param changed those that have another value, or became confirmed
 * @param refused name to the reason why its value was refused; a clause such as {@code must be digits only}
 */
public record VariableUpdate(
        Map<String, VariableValue> variables, List<VariableValue> changed, Map<String, String> refused) {

    public VariableUpdate {
        variables = Ordered.copy(variables);
        changed = List.copyOf(changed);
        refused = Ordered.copy(refused);
    }

    /** Collects values one by one. */
    public static final class Gathering {

        private final Map<String, VariableValue> variables;
        private final List<VariableValue> changed = new ArrayList<>();
        private final Map<String, String> refused = new LinkedHashMap<>();

        public Gathering(Map<String, VariableValue> variables) {
            this.variables = new LinkedHashMap<>(variables);
        }

        /** Takes a value. The same value again changes nothing, and stays confirmed if it was. */
        public void take(VariableValue next) {
            VariableValue known = variables.get(next.name());
            boolean isNew = known == null || !same(known.value(), next.value());
            boolean isConfirmedNow = known != null && next.confirmed() && !known.confirmed();
            if (isNew || isConfirmedNow) {
                variables.put(next.name(), next);
                changed.removeIf(earlier -> earlier.name().equals(next.name()));
                changed.add(next);
            }
        }

        public void refuse(String name, String reason) {
            refused.put(name, reason);
        }

        public VariableUpdate done() {
            return new VariableUpdate(variables, changed, refused);
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
