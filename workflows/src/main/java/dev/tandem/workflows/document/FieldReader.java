package dev.tandem.workflows.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads one object of a document, knows its place, and reports its problems.
 *
 * <p>Every read returns a usable value, so that reading continues and finds all faults. The caller must look at the
 * faults before it uses what was read. A field that is null counts as absent.
 */
final class FieldReader {

    private final JsonNode object;
    private final String pointer;
    private final Problems problems;
    private final Set<String> read = new HashSet<>();

    FieldReader(JsonNode object, String pointer, Problems problems) {
        this.object = object;
        this.pointer = pointer;
        this.problems = problems;
    }

    JsonNode node() {
        return object;
    }

    String pointer() {
        return pointer;
    }

    /** Returns the pointer to a field, escaped by RFC 6901. */
    String pointer(String field) {
        return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    void fault(String field, String code, String message) {
        problems.fault(code, pointer(field), message);
    }

    /** Reports a fault below a field. {@code tail} is relative to this object and escaped already. */
    void faultAt(String tail, String code, String message) {
        problems.fault(code, pointer + "/" + tail, message);
    }

    Optional<JsonNode> value(String field) {
        read.add(field);
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    @Nullable String optionalText(String field, int longest) {
        return value(field).map(value -> textOf(field, value, longest)).orElse(null);
    }

    String text(String field, String otherwise, int longest) {
        return value(field).map(value -> textOf(field, value, longest)).orElse(otherwise);
    }

    String requiredText(String field, int longest) {
        Optional<JsonNode> value = value(field);
        if (value.isEmpty()) {
            fault(field, "missing_field", "\"" + field + "\" is required here; add it.");
            return "";
        }
        String text = textOf(field, value.get(), longest);
        if (value.get().isString() && text.isBlank()) {
            fault(field, "empty_field", "\"" + field + "\" is empty; fill it in.");
        }
        return text;
    }

    String oneOf(String field, String otherwise, List<String> allowed) {
        String text = text(field, otherwise, DocumentLimits.NAME);
        if (!allowed.contains(text)) {
            fault(field, "unknown_value", "\"" + field + "\" must be one of " + String.join(", ", allowed) + ".");
            return otherwise;
        }
        return text;
    }

    /** Reads an enum's constant by its name in lower case. */
    <E extends Enum<E>> E choice(String field, E otherwise) {
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        String text = oneOf(
                field,
                documentName(otherwise),
                Arrays.stream(constants).map(FieldReader::documentName).toList());
        return Arrays.stream(constants)
                .filter(constant -> documentName(constant).equals(text))
                .findFirst()
                .orElse(otherwise);
    }

    int whole(String field, int otherwise, int least, int most) {
        Optional<JsonNode> value = value(field);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.get().isIntegralNumber()) {
            wrongType(field, "a whole number", value.get());
            return otherwise;
        }
        if (!value.get().canConvertToInt()
                || value.get().intValue() < least
                || value.get().intValue() > most) {
            fault(field, "out_of_range", "\"" + field + "\" must be from " + least + " to " + most + ".");
            return otherwise;
        }
        return value.get().intValue();
    }

    double number(String field, double otherwise, double least, double most) {
        Optional<JsonNode> value = value(field);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.get().isNumber()) {
            wrongType(field, "a number", value.get());
            return otherwise;
        }
        double number = value.get().asDouble(Double.NaN);
        if (!(number >= least && number <= most)) {
            fault(field, "out_of_range", "\"" + field + "\" must be from " + least + " to " + most + ".");
            return otherwise;
        }
        return number;
    }

    boolean flag(String field, boolean otherwise) {
        Optional<JsonNode> value = value(field);
        if (value.isPresent() && !value.get().isBoolean()) {
            wrongType(field, "true or false", value.get());
            return otherwise;
        }
        return value.map(JsonNode::booleanValue).orElse(otherwise);
    }

    /** Reads a field that is an object whose fields are read one by one; empty where the field is absent. */
    FieldReader object(String field) {
        return new FieldReader(free(field), pointer(field), problems);
    }

    /** Reads a field that is an object taken as it is; empty where the field is absent. */
    JsonNode free(String field) {
        JsonNode empty = JsonNodeFactory.instance.objectNode();
        Optional<JsonNode> value = value(field);
        if (value.isPresent() && !value.get().isObject()) {
            wrongType(field, "an object", value.get());
            return empty;
        }
        return value.orElse(empty);
    }

    List<JsonNode> list(String field, int most) {
        Optional<JsonNode> value = value(field);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            wrongType(field, "an array", value.get());
            return List.of();
        }
        if (value.get().size() > most) {
            fault(field, "too_many", "\"" + field + "\" has " + value.get().size() + " entries; at most " + most + ".");
            return List.of();
        }
        return List.copyOf(value.get().values());
    }

    /** Reads the objects of an array, each with its place. Other entries are faults. */
    List<FieldReader> objects(String field, int most) {
        List<JsonNode> nodes = list(field, most);
        List<FieldReader> cursors = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isObject()) {
                cursors.add(new FieldReader(nodes.get(i), pointer(field) + "/" + i, problems));
            } else {
                wrongType(field + "[" + i + "]", pointer(field) + "/" + i, "an object", nodes.get(i));
            }
        }
        return cursors;
    }

    /** Warns of every field that was not read. */
    void done() {
        object.propertyNames().stream()
                .filter(field -> !read.contains(field))
                .forEach(field -> problems.warning(
                        "unknown_field",
                        pointer(field),
                        "\"" + abbreviated(field)
                                + "\" is not a field of a configuration document; it is kept and has no"
                                + " effect. Check its spelling, or put it under metadata. Known here: "
                                + read.stream().sorted().collect(Collectors.joining(", ")) + "."));
    }

    private String textOf(String field, JsonNode value, int longest) {
        if (!value.isString()) {
            wrongType(field, "a string", value);
            return "";
        }
        if (value.stringValue().length() > longest) {
            fault(field, "too_long", "\"" + field + "\" is longer than " + longest + " characters; shorten it.");
            return "";
        }
        return value.stringValue();
    }

    private void wrongType(String field, String wanted, JsonNode value) {
        wrongType(field, pointer(field), wanted, value);
    }

    private void wrongType(String field, String place, String wanted, JsonNode value) {
        String found = value.getNodeType().name().toLowerCase(Locale.ROOT);
        problems.fault("wrong_type", place, "\"" + field + "\" must be " + wanted + "; it is of type " + found + ".");
    }

    private static String documentName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String abbreviated(String text) {
        return text.length() <= DocumentLimits.NAME ? text : text.substring(0, DocumentLimits.NAME) + "…";
    }
}
