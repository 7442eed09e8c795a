package dev.tandem.workflows.catalog;

import dev.tandem.workflows.document.Place;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Estimates how much work a schema is for one value. A schema of a few lines may refer to itself for ever, or double
 * its work with every reference; a check by such a schema would never end.
 */
final class SchemaWork {

    /** The most schemas that may be applied to the same value. */
    static final long MOST = 1_000;

    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> SINGLE = List.of("not", "if", "then", "else");

    private final JsonNode root;
    private final IdentityHashMap<JsonNode, Long> known = new IdentityHashMap<>();
    private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private SchemaWork(JsonNode root) {
        this.root = root;
    }

    /** Returns whether the schema, and each schema in it, is little enough work. */
    static boolean isBearable(Place schema) {
        SchemaWork work = new SchemaWork(schema.node());
        return schema.descendants().allMatch(place -> work.of(place.node()) <= MOST);
    }

    private long of(JsonNode schema) {
        Long told = known.get(schema);
        if (told != null) {
            return told;
        }
        if (open.size() > MOST || !open.add(schema)) {
            return MOST + 1;
        }
        long work = 1;
        for (JsonNode applied : inPlace(schema).toList()) {
            work = Math.min(MOST + 1, work + of(applied));
        }
        open.remove(schema);
        known.put(schema, work);
        return work;
    }

    /** Returns the schemas that a schema applies to its own value. */
    private Stream<JsonNode> inPlace(JsonNode schema) {
        return Stream.of(
                        REFERENCES.stream()
                                .map(schema::path)
                                .filter(JsonNode::isString)
                                .map(this::target),
                        LISTS.stream()
                                .map(schema::path)
                                .filter(JsonNode::isArray)
                                .flatMap(SchemaWork::children),
                        SINGLE.stream().map(schema::path),
                        children(schema.path("dependentSchemas")))
                .flatMap(schemas -> schemas)
                .filter(JsonNode::isObject);
    }

    private JsonNode target(JsonNode reference) {
        String pointer = reference
                .stringValue()
                .substring(Math.min(1, reference.stringValue().length()));
        return pointer.isEmpty() || pointer.startsWith("/") ? root.at(JsonPointer.compile(pointer)) : root.path("");
    }

    private static Stream<JsonNode> children(JsonNode node) {
        return node.values().stream();
    }
}
