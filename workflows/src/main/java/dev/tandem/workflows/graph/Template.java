package dev.tandem.workflows.graph;

import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Text with {@code {{name}}} or {@code {{a.b.0.c}}} in it: Mustache's variable tag, and nothing else of Mustache. Values
 * are inserted as plain text, never read as a template again.
 *
 * @param parts in order
 */
public record Template(List<Part> parts) {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    public Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {

        record Words(String text) implements Part {}

        /** @param name dotted: members of objects by name, entries of arrays by index from 0 */
        record Value(String name) implements Part {}
    }

    /** A text read as a template. */
    public sealed interface Reading {

        record Sound(Template template) implements Reading {}

        /** @param message a sentence that says what to do */
        record Malformed(String message) implements Reading {}
    }

    /** What became of a template with values. */
    public sealed interface Rendering {

        record Text(String text) implements Rendering {}

        /** Values that are not known or cannot be spoken. What was rendered so far must not be used. */
        record Unresolved(List<String> names) implements Rendering {

            public Unresolved {
                names = List.copyOf(names);
            }
        }
    }

    public static Reading read(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf(OPEN, from);
            if (open < 0) {
                parts.add(new Part.Words(text.substring(from)));
                break;
            }
            if (open > from) {
                parts.add(new Part.Words(text.substring(from, open)));
            }
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                return new Reading.Malformed("\"{{\" is not closed; write {{name}}.");
            }
            String name = text.substring(open + OPEN.length(), close).strip();
            if (!isName(name)) {
                return new Reading.Malformed("Only {{name}} and {{name.part}} can be written, with letters, digits and"
                        + " underscores; sections, comments and other tags cannot.");
            }
            parts.add(new Part.Value(name));
            from = close + CLOSE.length();
        }
        return new Reading.Sound(new Template(parts));
    }

    /**
     * The template of a text whose document passed the publish gate.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static Template of(String text) {
        return switch (read(text)) {
            case Reading.Sound sound -> sound.template();
            case Reading.Malformed malformed -> throw new IllegalArgumentException(malformed.message());
        };
    }

    /** Dotted names, in order of appearance. */
    public List<String> names() {
        return values().map(Part.Value::name).distinct().toList();
    }

    /** @param values an object (variables by name) or a tool's result */
    public Rendering render(JsonNode values) {
        List<String> unresolved =
                names().stream().filter(name -> valueOf(name, values).isEmpty()).toList();
        if (!unresolved.isEmpty()) {
            return new Rendering.Unresolved(unresolved);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Words words -> text.append(words.text());
                case Part.Value value -> valueOf(value.name(), values).ifPresent(text::append);
            }
        }
        return new Rendering.Text(text.toString());
    }

    private Stream<Part.Value> values() {
        return parts.stream().filter(Part.Value.class::isInstance).map(Part.Value.class::cast);
    }

    private static Optional<String> valueOf(String name, JsonNode values) {
        JsonNode found = values;
        for (String step : name.split("\\.", -1)) {
            found = found.isArray() ? entry(found, step) : found.path(step);
        }
        return plainText(found);
    }

    private static JsonNode entry(JsonNode array, String step) {
        boolean isIndex = step.length() <= 9 && step.chars().allMatch(Character::isDigit);
        return isIndex ? array.path(Integer.parseInt(step)) : array.path(step);
    }

    /** An amount of money is the one object that can be read out. */
    private static Optional<String> plainText(JsonNode value) {
        if (ValueCheck.typeMisfit(DataType.CURRENCY, value).isEmpty()) {
            return Optional.of(value.path("amount").stringValue() + " "
                    + value.path("currency").stringValue());
        }
        return value.isValueNode() && !value.isNull() && !value.isMissingNode()
                ? value.asStringOpt()
                : Optional.empty();
    }

    private static boolean isName(String name) {
        return Stream.of(name.split("\\.", -1))
                .allMatch(step -> !step.isEmpty() && step.chars().allMatch(Template::isNameCharacter));
    }

    private static boolean isNameCharacter(int character) {
        return character == '_' || character == '-' || (character < 128 && Character.isLetterOrDigit(character));
    }
}
