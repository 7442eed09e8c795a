package dev.tandem.workflows.scenario.judging;

import dev.tandem.workflows.variable.Masking;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares values. One that is masked in the record is compared with what its mask shows. */
final class JsonCheck {

    private JsonCheck() {}

    /** @param found null: there is none */
    static boolean same(JsonNode wanted, @Nullable JsonNode found) {
        if (found == null || found.isNull()) {
            return wanted.isNull();
        }
        if (wanted.isNumber() && found.isNumber()) {
            return wanted.decimalValue().compareTo(found.decimalValue()) == 0;
        }
        return wanted.equals(found) || (found.isString() && found.equals(masked(wanted)));
    }

    /** Returns whether the values have all that are wanted, whatever else they have. */
    static boolean has(Map<String, JsonNode> wanted, JsonNode values) {
        return wanted.entrySet().stream().allMatch(one -> same(one.getValue(), values.get(one.getKey())));
    }

    private static JsonNode masked(JsonNode value) {
        return new Masking(Set.of("it")).mask("it", value);
    }
}
