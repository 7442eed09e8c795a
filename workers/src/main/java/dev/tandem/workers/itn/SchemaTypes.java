package dev.tandem.workers.itn;

import dev.tandem.workflows.variable.DataType;
import tools.jackson.databind.JsonNode;

/** Finds the type of value that a parameter's JSON Schema asks for. */
public final class SchemaTypes {

    private SchemaTypes() {}

    /**
     * Returns the type by {@code x-data-type}, else by {@code type} and {@code format}; a string if they give nothing
     * known.
     */
    public static DataType of(JsonNode schema) {
        return DataType.of(schema.path("x-data-type").asString(""))
                .or(() -> DataType.of(jsonType(schema)))
                .filter(type -> type != DataType.STRING)
                .orElseGet(() -> ofFormat(schema.path("format").asString("")));
    }

    private static DataType ofFormat(String format) {
        return switch (format) {
            case "date" -> DataType.DATE;
            case "time" -> DataType.TIME;
            case "date-time" -> DataType.DATETIME;
            case "email" -> DataType.EMAIL;
            default -> DataType.STRING;
        };
    }

    /** Returns the type; if there are several, the first that is not null. */
    private static String jsonType(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.values().stream()
                        .map(one -> one.asString(""))
                        .filter(one -> !one.equals("null"))
                        .findFirst()
                        .orElse("")
                : type.asString("");
    }
}
