package dev.tandem.workers.plugin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns JSON into plain values of the JDK, and what a plugin answers into JSON. */
final class PlainValues {

    /** The largest answer, in characters of its texts and names and one for everything else. */
    static final int LARGEST = 1024 * 1024;

    /** Deeper answers are refused, and so are those that contain themselves. */
    private static final int DEEPEST = 100;

    private int left = LARGEST;

    private PlainValues() {}

    static Map<String, @Nullable Object> object(JsonNode node) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
        return values;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> {
                List<@Nullable Object> values = new ArrayList<>();
                node.forEach(element -> values.add(value(element)));
                yield values;
            }
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.numberValue();
            case NULL, MISSING -> null;
            case STRING, BINARY, POJO -> node.asString();
        };
    }

    /**
     * Returns an answer as JSON.
     *
     * @throws IllegalArgumentException if it has something that is no plain value, or is too large or too deep
     */
    static JsonNode json(@Nullable Object value) {
        return new PlainValues().node(value, 0);
    }

    private JsonNode node(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("the answer is deeper than " + DEEPEST + " values");
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        take(1);
        return switch (value) {
            case null -> nodes.nullNode();
            case String text -> nodes.stringNode(taken(text));
            case Boolean flag -> nodes.booleanNode(flag);
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case Short number -> nodes.numberNode(number);
            case Byte number -> nodes.numberNode(number);
            case BigInteger number -> nodes.numberNode(number);
            case BigDecimal number -> nodes.numberNode(number);
            case Double number -> finite(number);
            case Float number -> finite(number);
            case Map<?, ?> map -> object(map, depth);
            case Iterable<?> list -> {
                ArrayNode array = nodes.arrayNode();
                list.forEach(element -> array.add(node(element, depth + 1)));
                yield array;
            }
            default ->
                throw new IllegalArgumentException("the answer has a "
                        + value.getClass().getName()
                        + ", which is no plain value: use texts, numbers, booleans, lists and maps");
        };
    }

    private static JsonNode finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("the answer has a number that JSON cannot write: " + number);
        }
        return JsonNodeFactory.instance.numberNode(number);
    }

    private ObjectNode object(Map<?, ?> map, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("the answer has a map whose keys are no texts");
            }
            object.set(taken(name), node(value, depth + 1));
        });
        return object;
    }

    private String taken(String text) {
        take(text.length());
        return text;
    }

    private void take(int characters) {
        left -= characters;
        if (left < 0) {
            throw new IllegalArgumentException("the answer has more than " + LARGEST + " characters");
        }
    }
}
