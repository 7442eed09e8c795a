package dev.tandem.workers.llm.builtin;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool's result in words. */
final class ResultWords {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** No default: a name that nothing fills fails the template, and is never spoken as a gap. */
    private static final Mustache.Compiler MUSTACHE = Mustache.compiler().escapeHTML(false);
    /** Fields of a result that one reply can carry. */
    private static final int MOST_FIELDS = 6;

    private ResultWords() {}

    /** The template filled, or else the result's plain fields; empty where there is nothing to say. */
    static Optional<String> of(@Nullable String template, JsonNode result, Map<String, JsonNode> variables) {
        return filled(template, result, variables).or(() -> plain(result));
    }

    private static Optional<String> filled(
            @Nullable String template, JsonNode result, Map<String, JsonNode> variables) {
        if (template == null) {
            return Optional.empty();
        }
        Map<String, Object> context = new HashMap<>();
        variables.forEach((name, value) -> put(context, name, value));
        result.properties().forEach(entry -> put(context, entry.getKey(), entry.getValue()));
        put(context, "result", result);
        try {
            String words = MUSTACHE.compile(template).execute(context).strip();
            boolean whole = !words.isEmpty() && !words.contains("{{");
            return whole ? Optional.of(words) : Optional.empty();
        } catch (MustacheException gap) {
            return Optional.empty(); // the result lacks what the template names: its plain fields are spoken
        }
    }

    private static void put(Map<String, Object> context, String name, JsonNode value) {
        if (!value.isNull()) {
            context.put(name, JSON.treeToValue(value, Object.class));
        }
    }

    private static Optional<String> plain(JsonNode result) {
        if (result.isString() || result.isNumber()) {
            return Optional.of(result.asString());
        }
        List<String> fields = new ArrayList<>();
        result.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (fields.size() < MOST_FIELDS && value.isValueNode() && !value.isNull()) {
                fields.add("The " + entry.getKey().replace('_', ' ') + " is " + spoken(value) + ".");
            }
        });
        return fields.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", fields));
    }

    private static String spoken(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        return value.asString().replaceAll("\\.$", "");
    }
}
