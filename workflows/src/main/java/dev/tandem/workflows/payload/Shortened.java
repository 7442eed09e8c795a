package dev.tandem.workflows.payload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shortens JSON to a number of bytes. Short members stay as they are, and the long ones share what is left: a text
 * keeps its beginning and ends with {@code …}, and a list keeps its first entries.
 */
public final class Shortened {

    /** The fewest bytes that anything is shortened to. */
    static final int LEAST = 5;

    private static final String CUT = "…";
    private static final int QUOTES = 2;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = JsonMapper.shared();

    private Shortened() {}

    /**
     * Returns a value that has at most so many bytes.
     *
     * @param most at least {@value #LEAST}
     */
    public static JsonNode to(JsonNode value, int most) {
        if (most < LEAST) {
            throw new IllegalArgumentException("Nothing fits into " + most + " bytes; allow at least " + LEAST + ".");
        }
        return PayloadSize.of(value) <= most ? value : shorter(value, most);
    }

    /** Returns a text that has at most so many bytes as JSON, quotes included. */
    public static String to(String text, int most) {
        return PayloadSize.of(text) <= most ? text : shorter(text, most);
    }

    /** Returns a record of the same kind whose JSON has at most so many bytes. */
    public static <T> T to(T value, Class<T> type, int most) {
        return PayloadSize.of(value) <= most ? value : JSON.treeToValue(shorter(JSON.valueToTree(value), most), type);
    }

    private static JsonNode shorter(JsonNode value, int most) {
        return switch (value.getNodeType()) {
            case STRING -> NODES.stringNode(shorter(value.stringValue(), most));
            case OBJECT -> shorterObject(List.copyOf(value.properties()), most);
            case ARRAY -> shorterArray(List.copyOf(value.values()), most);
            case NUMBER, BOOLEAN, NULL, BINARY, POJO, MISSING -> NODES.nullNode();
        };
    }

    private static String shorter(String text, int most) {
        int left = most - LEAST;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            int bytes = PayloadSize.of(Character.toString(codePoint)) - QUOTES;
            if (bytes > left) {
                break;
            }
            left -= bytes;
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + CUT;
    }

    private static ObjectNode shorterObject(List<Map.Entry<String, JsonNode>> members, int most) {
        List<Integer> names = members.stream()
                .map(member -> PayloadSize.of(member.getKey()) + 2)
                .toList();
        List<JsonNode> values = members.stream().map(Map.Entry::getValue).toList();
        List<Integer> shares = shares(values, names, most - QUOTES);
        ObjectNode shorter = NODES.objectNode();
        for (int at = 0; at < shares.size(); at++) {
            shorter.set(members.get(at).getKey(), to(values.get(at), shares.get(at)));
        }
        return shorter;
    }

    private static ArrayNode shorterArray(List<JsonNode> entries, int most) {
        List<Integer> commas = entries.stream().map(entry -> 1).toList();
        List<Integer> shares = shares(entries, commas, most - QUOTES);
        ArrayNode shorter = NODES.arrayNode();
        for (int at = 0; at < shares.size(); at++) {
            shorter.add(to(entries.get(at), shares.get(at)));
        }
        return shorter;
    }

    /**
     * Shares bytes among values: whoever needs less than an equal share leaves the rest to the others.
     *
     * @param around bytes that come with each value, such as those of its name
     * @return bytes of each of the first values; what follows them has no place
     */
    private static List<Integer> shares(List<JsonNode> values, List<Integer> around, int most) {
        long left = most;
        int count = 0;
        while (count < values.size() && left >= around.get(count) + LEAST) {
            left -= around.get(count) + LEAST;
            count++;
        }
        left += (long) count * LEAST;
        List<Integer> sizes = values.stream().limit(count).map(PayloadSize::of).toList();
        List<Integer> shares = new ArrayList<>(sizes);
        List<Integer> bySize = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparing(sizes::get))
                .toList();
        for (int done = 0; done < count; done++) {
            int at = bySize.get(done);
            int share = (int) Math.max(LEAST, Math.min(sizes.get(at), left / (count - done)));
            shares.set(at, share);
            left -= share;
        }
        return shares;
    }
}
