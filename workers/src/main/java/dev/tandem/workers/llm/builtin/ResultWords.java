package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.graph.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Words a tool's result. There is always something to say, also of a result that is empty. */
record ResultWords(BuiltinWording wording, ToolSpec tool) {

    /** The most fields of a result that one reply can carry. */
    private static final int MOST_FIELDS = 6;

    /** Tools that are there to tell something. An empty answer of another one means that it is done. */
    private static final Pattern TELLS = Pattern.compile(
            "^(?:look|lookup|find|search|check|get|list|read|tell|show|explain|fetch|retrieve|return|count|ask|know|give|calculate"
                    + "|verify|query|see|determine|estimate|is|has|how|what|when|where|whether)(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SAYS_SOMETHING = Pattern.compile("[\\p{L}\\p{N}]");

    /** Renders the tool's template, or else the result's plain values. */
    String of(JsonNode result, Map<String, JsonNode> variables) {
        return filled(tool.sayResult(), result, variables).orElseGet(() -> plain(result));
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
                ? Optional.of(text.strip())
                        .filter(words -> SAYS_SOMETHING.matcher(words).find() && !words.contains("{{"))
                : Optional.empty();
    }

    private static void put(ObjectNode values, String name, JsonNode value) {
        if (!value.isNull()) {
            values.set(name, value);
        }
    }

    private String plain(JsonNode result) {
        if (result.isArray()) {
            return entries(result.values().stream().filter(ResultWords::says).toList());
        }
        if (result.isObject()) {
            return fields(result);
        }
        if (result.isBoolean()) {
            return bool(result.booleanValue());
        }
        if (!says(result)) {
            return nothing();
        }
        return result.isString() && !result.asString().strip().matches("[\\d.,]+")
                ? result.asString()
                : wording.answerIs(spoken(result));
    }

    /** A bare yes or no answers a question, or tells whether something could be done. */
    private String bool(boolean yes) {
        if (tells()) {
            return wording.answerIs(yes ? "yes" : "no");
        }
        return yes ? wording.done() : wording.failed(tool, "");
    }

    private String nothing() {
        return tells() ? wording.foundNothing() : wording.done();
    }

    private boolean tells() {
        return TELLS.matcher(Capability.of(tool)).find();
    }

    private String entries(List<JsonNode> entries) {
        if (entries.isEmpty()) {
            return wording.foundNothing();
        }
        if (entries.size() == 1) {
            JsonNode only = entries.getFirst();
            return only.isValueNode() ? wording.found(spoken(only)) : plain(only);
        }
        List<JsonNode> values = entries.stream().filter(JsonNode::isValueNode).toList();
        if (values.size() == entries.size()) {
            return wording.found(all(
                    values.stream().limit(MOST_FIELDS).map(ResultWords::spoken).toList(), values.size()));
        }
        return wording.found(entries.size() + " results") + " The first one: " + plain(entries.getFirst());
    }

    private static String all(List<String> parts, int count) {
        if (count > parts.size()) {
            return String.join(", ", parts) + " and " + (count - parts.size()) + " more";
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    /** Says the plain fields; where there are none, those of the first part that has some. */
    private String fields(JsonNode result) {
        List<String> fields = new ArrayList<>();
        result.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (fields.size() < MOST_FIELDS && value.isValueNode() && says(value)) {
                fields.add("The " + entry.getKey().replace('_', ' ') + " is " + spoken(value) + ".");
            }
        });
        if (!fields.isEmpty()) {
            return String.join(" ", fields);
        }
        return result.values().stream()
                .filter(value -> value.isContainer() && says(value))
                .findFirst()
                .map(this::plain)
                .orElseGet(() ->
                        result.values().stream().anyMatch(JsonNode::isArray) ? wording.foundNothing() : nothing());
    }

    /** Returns whether there is anything in it that can be said. */
    private static boolean says(JsonNode value) {
        if (value.isContainer()) {
            return value.values().stream().anyMatch(ResultWords::says);
        }
        return !value.isNull() && SAYS_SOMETHING.matcher(value.asString("")).find();
    }

    private static String spoken(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        return value.asString().strip().replaceAll("\\.$", "");
    }
}
