package dev.tandem.workers.tool;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Cuts JSON by its structure. A list keeps its first items whole, an object its smaller members, a text its first words.
 * Sizes are UTF-8 bytes of JSON, and each node's is found once.
 */
final class JsonCut {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** No member is cut to less than this: it is left out instead. */
    private static final int LEAST = 16;

    private final IdentityHashMap<JsonNode, Integer> sizes = new IdentityHashMap<>();

    int size(JsonNode node) {
        Integer known = sizes.get(node);
        if (known != null) {
            return known;
        }
        int size = switch (node) {
            case ObjectNode object ->
                2
                        + object.properties().stream()
                                .mapToInt(member -> key(member.getKey()) + size(member.getValue()))
                                .sum();
            case ArrayNode array ->
                2 + array.values().stream().mapToInt(item -> size(item) + 1).sum();
            default -> JSON.writeValueAsBytes(node).length;
        };
        sizes.put(node, size);
        return size;
    }

    /** Returns the same node, or one that has at most that many bytes. */
    JsonNode to(JsonNode node, int bytes) {
        if (size(node) <= bytes) {
            return node;
        }
        return switch (node) {
            case ObjectNode object -> members(object, bytes);
            case ArrayNode array -> items(array, bytes);
            case StringNode text -> JsonNodeFactory.instance.stringNode(words(text.stringValue(), bytes));
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    private ArrayNode items(ArrayNode array, int bytes) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        int left = bytes - 2;
        for (JsonNode item : array) {
            int needed = size(item) + 1;
            if (needed > left) {
                break;
            }
            kept.add(item);
            left -= needed;
        }
        if (kept.isEmpty() && left > LEAST && !array.isEmpty()) {
            kept.add(to(array.path(0), left - 1));
        }
        return kept;
    }

    /** The smallest members are kept whole; what they leave is shared among the larger ones. */
    private ObjectNode members(ObjectNode object, int bytes) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        members.sort(Comparator.comparingInt(member -> size(member.getValue())));
        Map<String, JsonNode> kept = new HashMap<>();
        int left = bytes - 2;
        int others = members.size();
        for (Map.Entry<String, JsonNode> member : members) {
            int key = key(member.getKey());
            int whole = size(member.getValue());
            // Thousands of small members come one by one until all is used up, instead of sharing it in crumbs.
            int share = Math.max(left / others, key + whole <= Math.min(left, key + LEAST) ? key + whole : 0);
            boolean fits = key + whole <= share;
            if (fits || share - key >= LEAST) {
                JsonNode value = fits ? member.getValue() : to(member.getValue(), share - key);
                kept.put(member.getKey(), value);
                left -= key + size(value);
            }
            others--;
        }
        ObjectNode cut = JsonNodeFactory.instance.objectNode();
        object.propertyNames().stream().filter(kept::containsKey).forEach(name -> cut.set(name, kept.get(name)));
        return cut;
    }

    /** Returns the first words of a text, and an ellipsis. A text without spaces is cut between characters. */
    private static String words(String text, int bytes) {
        int end = Math.min(text.length(), bytes);
        String cut = "";
        while (end > 0) {
            int space = text.lastIndexOf(' ', end - 1);
            int at = space > end / 2 ? space : end;
            cut = text.substring(0, Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at);
            if (json(cut).length + 3 <= bytes) {
                return cut + "…";
            }
            end = at * 9 / 10; // escapes and other scripts take more than a byte a character
        }
        return "";
    }

    /** Returns what a member's name takes, with its colon and comma. */
    static int key(String name) {
        return json(name).length + 2;
    }

    private static byte[] json(String text) {
        return JSON.writeValueAsString(text).getBytes(StandardCharsets.UTF_8);
    }
}
