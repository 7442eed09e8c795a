package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.SchemaTypes;
import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.variable.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One parameter of a tool or path, read from its JSON Schema.
 *
 * @param enumeration allowed values; empty: any
 */
record Parameter(
        String name,
        String description,
        DataType type,
        @Nullable Pattern pattern,
        List<String> enumeration,
        boolean required) {

    private static final Pattern ARTICLE = Pattern.compile(
            "^(?:(?:the|a|an|your|their|his|her|whose|this)\\s+)?(?:(?:caller|customer|user)['’]s\\s+)?",
            Pattern.CASE_INSENSITIVE);

    static List<Parameter> of(ToolSpec tool) {
        Set<String> required = new HashSet<>();
        tool.parameters().path("required").forEach(name -> required.add(name.asString()));
        List<Parameter> parameters = new ArrayList<>();
        tool.parameters()
                .path("properties")
                .properties()
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
                SchemaTypes.of(schema),
                pattern(schema),
                enumeration,
                required);
    }

    private static @Nullable Pattern pattern(JsonNode schema) {
        String pattern = schema.path("pattern").asString("");
        try {
            return pattern.isEmpty() ? null : Pattern.compile(pattern);
        } catch (PatternSyntaxException notJava) {
            return null; // JSON Schema's dialect is ECMAScript's; the call workflow checks the value in any case
        }
    }

    /** Returns the name as people say it: {@code order number}. */
    String spokenName() {
        String noun = description.split("[.:;,(?\\n]", 2)[0].strip();
        noun = ARTICLE.matcher(noun).replaceFirst("").strip();
        if (noun.isEmpty()) {
            noun = name.replace('_', ' ').replaceFirst(" id$", " number");
        }
        return Character.toLowerCase(noun.charAt(0)) + noun.substring(1);
    }

    /** Returns the words that tell it from other parameters: {@code order} of {@code order number}. */
    Set<String> labels() {
        Set<String> labels = new HashSet<>(UtteranceWords.words(spokenName()));
        labels.addAll(UtteranceWords.words(name.replace('_', ' ')));
        labels.removeAll(Set.of("number", "id", "code", "the", "of", "a", "your", "name", "caller", "date", "time"));
        return labels;
    }

    /** Returns whether its pattern describes a code that is spelled, and not words that are said. */
    boolean isCode() {
        return pattern != null
                && !pattern.matcher("someword").matches()
                && !pattern.matcher("Someword").matches();
    }

    @Override
    public String toString() {
        return name + ": " + type.name().toLowerCase(Locale.ROOT);
    }
}
