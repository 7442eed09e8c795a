package dev.tandem.workflows.variable;

import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes variables in JSON Schema, as parameters of a model's tools. {@code x-data-type} gives each variable's own
 * type, {@code x-ask} the words with which to ask for it.
 */
public final class VariableSchema {

    private VariableSchema() {}

    /**
     * Returns an object with these variables. All of them are optional, because a model that must fill a field invents
     * a value.
     */
    public static ObjectNode object(List<Variable> variables) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        variables.forEach(variable -> properties.set(variable.name(), of(variable)));
        return schema.put("additionalProperties", false);
    }

    /** Returns the schema of one variable. */
    public static ObjectNode of(Variable variable) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        describeType(schema, variable.dataType());
        String description = description(variable);
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        if (variable.ask() != null) {
            schema.put("x-ask", variable.ask());
        }
        schema.put("x-data-type", variable.dataType().documentName());
        if (variable.pattern() != null) {
            schema.put("pattern", variable.pattern());
        }
        if (!variable.enumeration().isEmpty()) {
            ArrayNode allowed = schema.putArray("enum");
            variable.enumeration().forEach(value -> addAllowed(allowed, variable.dataType(), value));
        }
        return schema;
    }

    /** Returns the description; a model that knows no {@code x-ask} reads there how the author wants it asked for. */
    private static String description(Variable variable) {
        String described = variable.description().strip();
        if (variable.ask() == null) {
            return described;
        }
        String end = described.isEmpty() || described.matches("(?s).*[.?!]") ? "" : ".";
        return (described + end + " Ask for it with: \"" + variable.ask() + "\"").strip();
    }

    private static void describeType(ObjectNode schema, DataType type) {
        switch (type) {
            case STRING, PHONE, EMAIL, DIGITS -> schema.put("type", "string");
            case INTEGER -> schema.put("type", "integer");
            case NUMBER -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE -> schema.put("type", "string").put("format", "date");
            case TIME -> schema.put("type", "string").put("format", "time");
            case DATETIME -> schema.put("type", "string").put("format", "date-time");
            case CURRENCY -> {
                ObjectNode parts = schema.put("type", "object").putObject("properties");
                parts.putObject("amount").put("type", "string");
                parts.putObject("currency").put("type", "string");
            }
        }
    }

    private static void addAllowed(ArrayNode allowed, DataType type, String value) {
        switch (type) {
            case INTEGER, NUMBER -> allowed.add(new BigDecimal(value));
            case STRING, BOOLEAN, DATE, TIME, DATETIME, PHONE, EMAIL, DIGITS, CURRENCY -> allowed.add(value);
        }
    }
}
