package dev.tandem.workflows.graph;

import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Text with {@code {{name}}} or {@code {{a.b.0.c}}} in it. This is Mustache's variable tag and, where a tool's result
 * is read out, Mustache's sections; nothing else of Mustache is allowed. Values are inserted as plain text and never
 * read as a template again. jmustache parses and renders (ADR 48).
 */
public final class Template {

    /** The pattern is possessive, so that a name with thousands of parts is not tried in thousands of ways. */
    private static final String NAME = "\\p{javaWhitespace}*+[\\w-]++(?:\\.[\\w-]++)*+\\p{javaWhitespace}*+}}";

    /**
     * Tags that jmustache ignores (comments, partials, other delimiters) or renders as text (those that are not
     * closed).
     */
    private static final Pattern MORE_THAN_NAMES = Pattern.compile("\\{\\{(?!" + NAME + ")");

    private static final Pattern MORE_THAN_SECTIONS = Pattern.compile("\\{\\{(?![#^/]?" + NAME + ")");

    private final com.samskivert.mustache.Template compiled;
    private final TemplateTags all;
    private final TemplateTags outside;

    private Template(com.samskivert.mustache.Template compiled) {
        this.compiled = compiled;
        this.all = TemplateTags.of(compiled, true);
        this.outside = TemplateTags.of(compiled, false);
    }

    /** The result of reading a text as a template. */
    public sealed interface Reading {

        record Sound(Template template) implements Reading {}

        /**
         * The text is not a template.
         *
         * @param message a sentence that says what to do
         */
        record Malformed(String message) implements Reading {}
    }

    /** The result of rendering a template with values. */
    public sealed interface Rendering {

        record Text(String text) implements Rendering {}

        /** Some values are not known or cannot be spoken. The text that was rendered so far must not be used. */
        record Unresolved(List<String> names) implements Rendering {

            public Unresolved {
                names = List.copyOf(names);
            }
        }
    }

    public static Reading read(String text) {
        return MORE_THAN_NAMES.matcher(text).find()
                ? new Reading.Malformed("Only {{name}} and {{name.part}} can be written, with letters, digits and"
                        + " underscores, each closed by }}; sections, comments and other tags cannot.")
                : compile(text);
    }

    /** Reads a text like {@link #read}, and allows sections: {@code {{#items}}{{title}}, {{/items}}}. */
    public static Reading readWithSections(String text) {
        return MORE_THAN_SECTIONS.matcher(text).find()
                ? new Reading.Malformed(
                        "Only {{name}}, {{name.part}} and sections can be written, {{#name}} or {{^name}} to"
                                + " {{/name}}, each closed by }}; comments and other tags cannot.")
                : compile(text);
    }

    private static Reading compile(String text) {
        try {
            return new Reading.Sound(new Template(TemplateValues.MUSTACHE.compile(text)));
        } catch (MustacheParseException malformed) {
            return new Reading.Malformed("Close each section by its own name: " + malformed.getMessage() + ".");
        }
    }

    /**
     * Returns the template of a text whose document passed the publish gate.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static Template of(String text) {
        return switch (read(text)) {
            case Reading.Sound sound -> sound.template();
            case Reading.Malformed malformed -> throw new IllegalArgumentException(malformed.message());
        };
    }

    /** Returns the dotted names in order of appearance, then those of sections. */
    public List<String> names() {
        return Stream.concat(all.variables().stream(), all.sections().stream())
                .distinct()
                .toList();
    }

    /** Returns the name of a template that consists of {@code {{name}}} alone. */
    public Optional<String> onlyName() {
        boolean isOne = outside.variables().size() == 1 && outside.sections().isEmpty() && !outside.hasText();
        return isOne ? Optional.of(outside.variables().getFirst()) : Optional.empty();
    }

    /**
     * Renders the template.
     *
     * @param values an object (variables by name) or a tool's result
     */
    public Rendering render(JsonNode values) {
        return render(name -> TemplateValues.at(name, values));
    }

    /**
     * Renders the template.
     *
     * @param values returns the value of a dotted name; a missing or null node: there is none
     */
    public Rendering render(Function<String, JsonNode> values) {
        List<String> unresolved = outside.variables().stream()
                .distinct()
                .filter(name -> TemplateValues.plainText(values.apply(name)).isEmpty())
                .toList();
        if (!unresolved.isEmpty()) {
            return new Rendering.Unresolved(unresolved);
        }
        try {
            return new Rendering.Text(compiled.execute(new TemplateValues(values)));
        } catch (MustacheException.Context gap) {
            return new Rendering.Unresolved(List.of(gap.key));
        }
    }
}
