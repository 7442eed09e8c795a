package dev.tandem.workflows.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a tool's JSON Schema in the plain words that a model and the readers of spoken values know: references are
 * written out, a choice between a type and null is the type, and what has a value already is not asked for. Tools like
 * FastAPI and Pydantic generate schemas that need it. Arguments are still checked against the schema as it is.
 *
 * @param schema as the document has it
 */
public record ToolParameters(JsonNode schema) {

    /** References within references that are written out. A schema that refers to itself ends there. */
    private static final int DEEPEST = 16;

    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf");

    /** Keywords of an object that say what it needs in a way in which nobody can be asked. */
    private static final List<String> UNASKABLE =
            List.of("anyOf", "oneOf", "not", "if", "dependentRequired", "dependentSchemas");

    /** Keywords by which a schema may come to require an argument. */
    private static final List<String> REQUIRING = List.of("required", "$ref", "allOf");

    /** Returns the schema of the arguments that somebody has to tell. */
    public ObjectNode plain() {
        ObjectNode root = written(schema, 0);
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        Set<String> required = new LinkedHashSet<>();
        root.path("required").forEach(name -> required.add(name.asString("")));
        root.path("properties").properties().forEach(property -> {
            ObjectNode written = written(property.getValue(), 0);
            if (!isFixed(written)) {
                properties.set(property.getKey(), written);
            }
            if (isFixed(written) || written.has("default")) {
                required.remove(property.getKey());
            }
        });
        root.set("properties", properties);
        root.remove("required");
        if (!required.isEmpty()) {
            required.forEach(root.withArray("required")::add);
        }
        return root;
    }

    /** Returns the arguments with the values that the schema knows for those that are not there. */
    public JsonNode filled(JsonNode arguments) {
        if (!arguments.isObject()) {
            return arguments;
        }
        ObjectNode filled = (ObjectNode) arguments.deepCopy();
        written(schema, 0).path("properties").properties().forEach(property -> {
            ObjectNode written = written(property.getValue(), 0);
            JsonNode value = isFixed(written)
                    ? written.has("const") ? written.path("const") : written.at("/enum/0")
                    : written.path("default");
            boolean isThere = filled.has(property.getKey());
            if (!isThere && !value.isMissingNode() && !value.isNull()) {
                filled.set(property.getKey(), value);
            }
        });
        return filled;
    }

    /** Returns whether the schema requires no argument, which shows without writing it out. */
    public boolean requiresNothing() {
        return REQUIRING.stream().noneMatch(schema::has) && UNASKABLE.stream().noneMatch(schema::has);
    }

    /** Returns the names of required arguments for which a caller cannot be asked; the empty name is the whole. */
    public List<String> unaskable() {
        List<String> names = new ArrayList<>();
        ObjectNode plain = plain();
        if (UNASKABLE.stream().anyMatch(plain::has)) {
            names.add("");
        }
        plain.path("required").forEach(name -> {
            JsonNode property = plain.path("properties").path(name.asString(""));
            boolean isList = isOf(property, "array");
            JsonNode asked = isList ? written(property.path("items"), 0) : property;
            if (isOf(asked, "object")
                    || isOf(asked, "array")
                    || ALTERNATIVES.stream().anyMatch(asked::has)) {
                names.add(name.asString(""));
            }
        });
        return names;
    }

    /** Returns whether a schema leaves one value only. */
    private static boolean isFixed(JsonNode property) {
        return property.has("const") || property.path("enum").size() == 1;
    }

    private static boolean isOf(JsonNode property, String type) {
        JsonNode types = property.path("type");
        return types.asString("").equals(type)
                || (types.isArray()
                        && types.values().stream()
                                .anyMatch(one -> one.asString("").equals(type)));
    }

    /** Returns a schema with its reference, its parts and its one alternative written out. */
    private ObjectNode written(JsonNode given, int depth) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        if (!given.isObject() || depth > DEEPEST) {
            return written;
        }
        String reference = given.path("$ref").asString("");
        if (reference.equals("#") || reference.startsWith("#/")) {
            written.setAll(written(schema.at(JsonPointer.compile(reference.substring(1))), depth + 1));
        }
        given.path("allOf").forEach(part -> merge(written, written(part, depth + 1)));
        ObjectNode own = (ObjectNode) given.deepCopy();
        own.remove(List.of("$ref", "allOf"));
        for (String keyword : ALTERNATIVES) {
            List<JsonNode> real = own.path(keyword).values().stream()
                    .filter(one -> !one.path("type").asString("").equals("null"))
                    .toList();
            if (real.size() == 1) {
                own.remove(keyword);
                merge(written, written(real.getFirst(), depth + 1));
            }
        }
        merge(written, own);
        return written;
    }

    /** Adds what a further part of a schema says. Names come together; of everything else the last counts. */
    private static void merge(ObjectNode into, ObjectNode more) {
        more.properties().forEach(member -> {
            JsonNode known = into.path(member.getKey());
            switch (member.getValue()) {
                case ObjectNode properties
                when member.getKey().equals("properties") && known.isObject() ->
                    ((ObjectNode) known).setAll(properties);
                case JsonNode required
                when member.getKey().equals("required") && known.isArray() ->
                    required.forEach(into.withArray("required")::add);
                case JsonNode other -> into.set(member.getKey(), other);
            }
        });
    }
}
