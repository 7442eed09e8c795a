package dev.tandem.workers.tool;

import com.networknt.schema.SchemaException;
import dev.tandem.workflows.catalog.SchemaCheck;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Checks a tool's arguments against its JSON Schema (2020-12). Patterns run on RE2/J. */
final class ArgumentSchemas {

    /** The most reasons that are given to the model at once. */
    private static final int MOST_REASONS = 5;

    private ArgumentSchemas() {}

    /**
     * Checks arguments.
     *
     * @throws ToolFault with the reasons if the arguments do not fit, or if the schema is not one
     */
    static void check(JsonNode schema, JsonNode arguments) {
        if (!arguments.isObject()) {
            throw refused("the arguments must be a JSON object");
        }
        List<String> misfits = misfits(schema, arguments);
        if (!misfits.isEmpty()) {
            throw refused(misfits.stream()
                    .limit(MOST_REASONS)
                    .collect(Collectors.joining("; ", "the arguments do not fit: ", "")));
        }
    }

    private static List<String> misfits(JsonNode schema, JsonNode arguments) {
        if (schema.isMissingNode() || schema.isNull()) {
            return List.of();
        }
        try {
            return SchemaCheck.by(schema).misfits(arguments);
        } catch (SchemaException faulty) {
            throw new ToolFault(
                    ToolFault.Kind.REFUSED,
                    "the tool's parameters are not a JSON Schema: " + faulty.getMessage(),
                    faulty);
        }
    }

    private static ToolFault refused(String why) {
        return new ToolFault(ToolFault.Kind.REFUSED, why);
    }
}
