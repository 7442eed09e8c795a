package dev.tandem.workflows.event;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Checks the records of a call against the schemas that are published for it. */
public final class PublishedSchemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private PublishedSchemas() {}

    /**
     * Returns what of an event its schema refuses or does not have; empty: nothing. Whoever adds a member to a payload
     * adds it to {@code <type>.schema.json}.
     */
    public static List<String> violations(RecordedEvent event) {
        JsonNode schema = EventCatalogue.find(event.type()).orElseThrow().schema();
        List<String> found = new ArrayList<>();
        for (Error error : compiled(event.type(), schema).validate(event.payload())) {
            found.add(event.type() + error.getInstanceLocation() + ": " + error.getMessage());
        }
        untold(event.type(), schema, event.payload(), found);
        return found;
    }

    static List<String> faults(JsonNode schema) {
        return REGISTRY
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                .validate(schema)
                .stream()
                .map(Error::getMessage)
                .toList();
    }

    private static Schema compiled(String type, JsonNode schema) {
        return SCHEMAS.computeIfAbsent(type, unseen -> REGISTRY.getSchema(schema));
    }

    private static void untold(String place, JsonNode schema, JsonNode value, List<String> found) {
        if (!schema.has("properties")) {
            return;
        }
        value.properties().forEach(member -> {
            JsonNode told = schema.path("properties").path(member.getKey());
            String inner = place + "/" + member.getKey();
            if (told.isMissingNode()) {
                found.add(inner + ": the schema does not tell of it");
            } else {
                untold(inner, told, member.getValue(), found);
            }
        });
    }
}
