package dev.tandem.workers.llm.builtin;

import dev.tandem.workflows.graph.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Words a tool's result. */
final class ResultWords {

    /** The most fields of a result that one reply can carry. */
    private static final int MOST_FIELDS = 6;

    private ResultWords() {}

    /** Renders the template, or else the result's plain fields; empty if there is nothing to say. */
    static Optional<String> of(@Nullable String template, JsonNode result, Map<String, JsonNode> variables) {
        return filled(template, result, variables).or(() -> plain(result));
    }

    private static Optional<String> filled(
            @Nullable String template, JsonNode result, Map<String, JsonNode> variables) {
        if (template == null) {
            return Optional.empty();
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        variables.forEach((name, value) -> put(values, name, value));
        result.properties().forEach(entry -> put(values, entry.getKey(), entry.getValue()));
        put(values, "result", result);
        // If the result lacks what the template names, its plain fields are spoken.
        return Template.readWithSections(template) instanceof Template.Reading.Sound(Template read)
                        && read.render(values) instanceof Template.Rendering.Text(String text)
                ? Optional.of(text.strip()).filter(words -> !words.isEmpty() && !words.contains("{{"))
                : Optional.empty();
    }

    private static void put(ObjectNode values, String name, JsonNode value) {
        if (!value.isNull()) {
            values.set(name, value);
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
