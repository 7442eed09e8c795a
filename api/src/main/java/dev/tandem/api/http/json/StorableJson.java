package dev.tandem.api.http.json;

import dev.tandem.workflows.document.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks that JSON fits into PostgreSQL's jsonb: no U+0000 and no lone surrogates in text or keys, numbers within
 * {@code numeric} (https://www.postgresql.org/docs/current/datatype-json.html).
 */
public final class StorableJson {

    /**
     * Largest exponent of a number. It is far below the limits of numeric (131072 digits before the point, 16383 after
     * it) and far above any double.
     */
    private static final int MAX_EXPONENT = 1000;

    /** Most faults that are reported, so that an answer is not larger than its request. */
    private static final int MAX_FAULTS = 1000;

    private static final char REPLACEMENT = '\uFFFD';

    private StorableJson() {}

    /** Lists the places that cannot be stored, up to a thousand. */
    public static List<Problem> faults(JsonNode value) {
        List<Problem> faults = new ArrayList<>();
        collect(value, "", faults);
        return faults;
    }

    /** Replaces each character that cannot be stored by U+FFFD, and each such number by its text. */
    public static JsonNode storable(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(replaced(entry.getKey()), storable(entry.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(storable(element)));
                yield copy;
            }
            default -> storableScalar(value);
        };
    }

    private static JsonNode storableScalar(JsonNode value) {
        if (value.isString()) {
            return JsonNodeFactory.instance.stringNode(replaced(value.stringValue()));
        }
        return isStorableNumber(value) ? value : JsonNodeFactory.instance.stringNode(value.asString());
    }

    private static void collect(JsonNode value, String pointer, List<Problem> faults) {
        if (faults.size() >= MAX_FAULTS) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String inner =
                    pointer + "/" + replaced(entry.getKey()).replace("~", "~0").replace("/", "~1");
            if (!isStorableText(entry.getKey())) {
                faults.add(new Problem("invalid_text", inner, "This key holds U+0000 or half a surrogate pair."));
            }
            collect(entry.getValue(), inner, faults);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            collect(value.get(i), pointer + "/" + i, faults);
        }
        if (value.isString() && !isStorableText(value.stringValue())) {
            faults.add(new Problem("invalid_text", pointer, "This text holds U+0000 or half a surrogate pair."));
        }
        if (!isStorableNumber(value)) {
            faults.add(new Problem("invalid_number", pointer, "This number is out of range."));
        }
    }

    private static boolean isStorableNumber(JsonNode value) {
        if (!value.isBigDecimal()) {
            return !value.isDouble() || Double.isFinite(value.doubleValue());
        }
        BigDecimal number = value.decimalValue();
        long exponent = (long) number.precision() - number.scale();
        return Math.abs(exponent) <= MAX_EXPONENT && Math.abs((long) number.scale()) <= 2L * MAX_EXPONENT;
    }

    /** Whether the text fits into a column of the type text. */
    public static boolean isStorableText(String text) {
        return text.codePoints().noneMatch(StorableJson::isUnstorable);
    }

    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static String replaced(String text) {
        if (isStorableText(text)) {
            return text;
        }
        return text.codePoints()
                .map(codePoint -> isUnstorable(codePoint) ? REPLACEMENT : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
