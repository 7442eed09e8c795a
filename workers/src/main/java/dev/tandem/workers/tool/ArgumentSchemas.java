package dev.tandem.workers.tool;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Checks a tool's arguments against its JSON Schema (2020-12). */
final class ArgumentSchemas {

    /** The most reasons that are given to the model at once. */
    private static final int MOST_REASONS = 5;

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /**
     * Checks arguments.
     *
     * @throws ToolFault with the reasons if the arguments do not fit, or if the schema is not one
     */
    void check(JsonNode schema, JsonNode arguments) {
        if (!arguments.isObject()) {
            throw refused("the arguments must be a JSON object");
        }
        List<Error> errors = errors(schema, arguments);
        if (!errors.isEmpty()) {
            throw refused(errors.stream()
                    .limit(MOST_REASONS)
                    .map(ArgumentSchemas::reason)
                    .collect(Collectors.joining("; ", "the arguments do not fit: ", "")));
        }
    }

    private List<Error> errors(JsonNode schema, JsonNode arguments) {
        if (schema.isMissingNode() || schema.isNull()) {
            return List.of();
        }
        try {
            Schema compiled = schemas.getSchema(schema);
            return compiled.validate(arguments);
        } catch (SchemaException faulty) {
            throw new ToolFault(
                    ToolFault.Kind.REFUSED,
                    "the tool's parameters are not a JSON Schema: " + faulty.getMessage(),
                    faulty);
        }
    }

    private static String reason(Error error) {
        String place = error.getInstanceLocation().toString();
        return (place.isEmpty() || place.equals("/") ? "" : place.substring(1) + " ") + error.getMessage();
    }

    private static ToolFault refused(String why) {
        return new ToolFault(ToolFault.Kind.REFUSED, why);
    }
}
