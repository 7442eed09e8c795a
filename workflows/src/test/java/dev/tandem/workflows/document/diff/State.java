package dev.tandem.workflows.document.diff;

import dev.tandem.workflows.document.DocumentSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds what a document says, in any order: the fields of its parts by kind and key. A diff can be applied to it. */
record State(Map<String, ObjectNode> parts) {

    /** No field of a document has this name. */
    private static final String OWNER = " owner";

    static State of(JsonNode document) {
        DocumentParts taken = DocumentParts.of(DocumentSchema.current(document));
        State state = new State(new TreeMap<>());
        state.parts.put("document", withoutNulls(taken.root().fields()));
        taken.agents().values().forEach(part -> state.add("agent " + part.id(), part));
        taken.tools().values().forEach(part -> state.add("tool " + part.id(), part));
        taken.paths().values().forEach(part -> state.add("path " + part.id(), part));
        taken.variables().values().forEach(part -> state.add("variable " + part.owner() + " " + part.id(), part));
        return state;
    }

    State with(DocumentDiff diff) {
        State state = new State(new TreeMap<>(parts));
        state.apply("document", diff.document());
        state.apply("agent ", diff.agents());
        state.apply("tool ", diff.tools());
        state.apply("path ", diff.paths());
        state.apply("variable ", diff.variables());
        return state;
    }

    private void add(String key, Part part) {
        parts.put(key, withoutNulls(part.fields()).put(OWNER, part.owner()));
    }

    private void apply(String kind, PartChanges changes) {
        changes.removed().forEach(part -> parts.remove(key(kind, part)));
        changes.added().forEach(part -> {
            parts.put(key(kind, part), JsonNodeFactory.instance.objectNode().put(OWNER, part.owner()));
            apply(key(kind, part), part.fields());
        });
        changes.changed().forEach(part -> {
            parts.computeIfPresent(key(kind, part), (key, fields) -> fields.put(OWNER, part.owner()));
            apply(key(kind, part), part.fields());
        });
    }

    private static String key(String kind, PartChange part) {
        return kind.equals("variable ") ? kind + part.owner() + " " + part.id() : kind + part.id();
    }

    private void apply(String key, List<FieldChange> changes) {
        ObjectNode part = parts.getOrDefault(key, JsonNodeFactory.instance.objectNode());
        for (FieldChange change : changes) {
            int last = change.field().lastIndexOf('/');
            String name = change.field().substring(last + 1).replace("~1", "/").replace("~0", "~");
            ObjectNode owner = (ObjectNode) part.at(change.field().substring(0, last));
            if (change.after() == null) {
                owner.remove(name);
            } else if (change.before() == null || owner.has(name)) {
                owner.set(name, withoutNulls(change.after()));
            }
        }
    }

    private static <N extends JsonNode> N withoutNulls(N node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, value) -> {
            if (!value.isNull()) {
                copy.set(name, withoutNulls(value));
            }
        });
        @SuppressWarnings("unchecked")
        N same = (N) copy;
        return same;
    }
}
