package dev.tandem.workers.llm.builtin;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tandem.workers.itn.SchemaTypes;
import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One parameter of a tool or path, read from its JSON Schema.
 *
 * @param ask the author's own words to ask for it; empty: none
 * @param enumeration allowed values; empty: any
 */
record Parameter(
        String name,
        String description,
        String ask,
        DataType type,
        @Nullable Pattern pattern,
        List<String> enumeration,
        boolean required) {

    /** Creates a parameter that is asked for by its description. */
    Parameter(
            String name,
            String description,
            DataType type,
            @Nullable Pattern pattern,
            List<String> enumeration,
            boolean required) {
        this(name, description, "", type, pattern, enumeration, required);
    }

    /** Returns the parameters that a tool lacks. */
    static List<Parameter> of(ToolSpec tool) {
        Set<String> required = new HashSet<>();
        tool.parameters().path("required").forEach(name -> required.add(name.asString()));
        List<Parameter> parameters = new ArrayList<>();
        tool.parameters().path("properties").properties().stream()
                .filter(entry -> !tool.settled().contains(entry.getKey()))
                .forEach(entry ->
                        parameters.add(of(entry.getKey(), entry.getValue(), required.contains(entry.getKey()))));
        return parameters;
    }

    /** Creates a parameter of which only the name is known. */
    static Parameter named(String name) {
        return new Parameter(name, "", DataType.STRING, null, List.of(), true);
    }

    private static Parameter of(String name, JsonNode schema, boolean required) {
        List<String> enumeration = new ArrayList<>();
        schema.path("enum").forEach(value -> enumeration.add(value.asString()));
        return new Parameter(
                name,
                schema.path("description").asString(""),
                schema.path("x-ask").asString("").strip(),
                SchemaTypes.of(schema),
                pattern(schema),
                enumeration,
                required);
    }

    private static @Nullable Pattern pattern(JsonNode schema) {
        String pattern = schema.path("pattern").asString("");
        try {
            return pattern.isEmpty() ? null : Pattern.compile(pattern);
        } catch (PatternSyntaxException notRe2) {
            return null; // The gate refuses it; a version that was published before such patterns were is asked without
            // it.
        }
    }

    /** Returns the name as people say it: {@code order number}. */
    String spokenName() {
        return Description.of(description)
                .thing()
                .orElseGet(() ->
                        name.replace('_', ' ').replaceFirst(" id$", " number").toLowerCase(Locale.ROOT));
    }

    /** Returns the words that tell it from other parameters: {@code order} of {@code order number}. */
    Set<String> labels() {
        Set<String> labels = new HashSet<>(UtteranceWords.contentWords(spokenName()));
        labels.addAll(UtteranceWords.contentWords(name.replace('_', ' ')));
        labels.removeAll(
                Set.of("number", "id", "code", "name", "caller", "date", "time", "day", "last", "first", "full"));
        return labels;
    }

    /** Returns what it has in common with parameters that the same words could fill. */
    String kind() {
        return switch (type) {
            case INTEGER, NUMBER -> "number";
            case STRING, DIGITS, BOOLEAN, DATE, TIME, DATETIME, PHONE, EMAIL, CURRENCY ->
                type.name() + pattern + enumeration;
        };
    }

    /** Returns how many forms its values have: what fits few words takes its own first. */
    int breadth() {
        return switch (type) {
            case EMAIL, PHONE, CURRENCY -> 0;
            case DATETIME -> 1;
            case DATE -> 2;
            case TIME -> 3;
            case STRING -> isCode() || !enumeration.isEmpty() ? 4 : 9;
            case DIGITS -> 5;
            case NUMBER -> 6;
            case INTEGER -> 7;
            case BOOLEAN -> 8;
        };
    }

    /** Returns the constraints that a value of it has to fit. */
    Variable variable() {
        return Variable.constraint(name, description, type, pattern == null ? null : pattern.pattern(), enumeration);
    }

    /** Returns whether words, as they are, match its pattern. */
    boolean fits(String words) {
        return pattern == null || pattern.matches(words);
    }

    /** Returns whether its pattern describes a code that is spelled, and not words that are said. */
    boolean isCode() {
        return pattern != null && !pattern.matches("someword") && !pattern.matches("Someword");
    }

    @Override
    public String toString() {
        return name + ": " + type.name().toLowerCase(Locale.ROOT);
    }
}
