package dev.tandem.workflows.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Checks JSON against a JSON Schema, and a JSON Schema against its own schema. */
public final class SchemaCheck {

    private static final SpecificationVersion DIALECT = SpecificationVersion.DRAFT_2020_12;

    /** The registry has no cache: a cache is keyed by {@code $id}, and two customers may have chosen the same one. */
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            DIALECT,
            registry -> registry.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .regularExpressionFactory(new SchemaPatterns())
                            .build()));

    private static final SchemaCheck OF_SCHEMAS =
            new SchemaCheck(SCHEMAS.getSchema(SchemaLocation.of(DIALECT.getDialectId())));

    private final Schema schema;

    private SchemaCheck(Schema schema) {
        this.schema = schema;
    }

    /**
     * Returns a check by a schema.
     *
     * @throws SchemaException if {@code schema} is not a JSON Schema
     */
    public static SchemaCheck by(JsonNode schema) {
        return new SchemaCheck(SCHEMAS.getSchema(schema));
    }

    /** Reports everything in {@code value} that the schema refuses, with its place. */
    public void check(Place value, String code, Problems problems) {
        report(schema.validate(value.node()), value, code, problems);
    }

    /** Returns everything in {@code value} that the schema refuses: its place and the reason, in no more words. */
    public List<String> misfits(JsonNode value) {
        return schema.validate(value).stream().map(SchemaCheck::misfit).toList();
    }

    private static String misfit(Error error) {
        String place = error.getInstanceLocation().toString();
        return (place.isEmpty() || place.equals("/") ? "" : place.substring(1) + " ") + error.getMessage();
    }

    /** Reports what is wrong with a schema itself, its patterns included. */
    public static void checkSchema(Place schema, String code, Problems problems) {
        SchemaPatterns.check(schema, problems);
        List<Error> errors = OF_SCHEMAS.schema.validate(schema.node());
        report(errors, schema, code, problems);
        Optional<Place> foreign = foreignReference(schema);
        if (foreign.isPresent()) {
            problems.fault(
                    code,
                    foreign.get().pointer(),
                    "A schema may refer only to its own parts (\"#/$defs/…\"); write it out here.");
        } else if (!SchemaWork.isBearable(schema)) {
            problems.fault(
                    code,
                    schema.pointer(),
                    "The schema refers to itself without end, or multiplies with every reference; write it more simply.");
        } else if (errors.isEmpty()) {
            compile(schema, code, problems);
        }
    }

    /** Returns whether a schema comes to an end, and is little enough work for one value. */
    public static boolean isBearable(Place schema) {
        return SchemaWork.isBearable(schema);
    }

    private static void compile(Place schema, String code, Problems problems) {
        try {
            SCHEMAS.getSchema(schema.node()).initializeValidators();
        } catch (SchemaException broken) {
            problems.fault(code, schema.pointer(), "The schema cannot be used: " + broken.getMessage() + ".");
        }
    }

    /**
     * Reports one problem for each place: a schema with alternatives finds several things wrong with the same value.
     */
    private static void report(List<Error> errors, Place value, String code, Problems problems) {
        Map<String, List<String>> messages = new LinkedHashMap<>();
        for (Error error : errors) {
            messages.computeIfAbsent(value.pointer() + error.getInstanceLocation(), pointer -> new ArrayList<>())
                    .add(error.getMessage());
        }
        messages.forEach((pointer, wrong) ->
                problems.fault(code, pointer, "Correct this: " + String.join("; or ", wrong) + "."));
    }

    private static Optional<Place> foreignReference(Place schema) {
        return schema.descendants()
                .filter(place ->
                        place.pointer().endsWith("/$ref") || place.pointer().endsWith("/$dynamicRef"))
                .filter(place -> place.node().isString())
                .filter(place -> !place.node().stringValue().startsWith("#"))
                .findFirst();
    }
}
