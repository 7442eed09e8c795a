package dev.tandem.workflows.document.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Compares the fields of two objects. */
final class Fields {

    private final List<FieldChange> changes = new ArrayList<>();

    private Fields() {}

    static List<FieldChange> changes(ObjectNode before, ObjectNode after) {
        Fields fields = new Fields();
        fields.compareMembers("", before, after);
        return fields.changes;
    }

    /** Returns the change of a list whose remaining entries are in another order: their keys before and after. */
    static Optional<FieldChange> reordered(String list, List<String> before, List<String> after) {
        List<String> stayedBefore = new ArrayList<>(before);
        stayedBefore.retainAll(new LinkedHashSet<>(after));
        List<String> stayedAfter = new ArrayList<>(after);
        stayedAfter.retainAll(new LinkedHashSet<>(before));
        return stayedBefore.equals(stayedAfter)
                ? Optional.empty()
                : Optional.of(new FieldChange("/" + list, texts(stayedBefore), texts(stayedAfter)));
    }

    private void compareMembers(String pointer, ObjectNode before, ObjectNode after) {
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        for (String name : names) {
            String field = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            compare(field, present(before, name), present(after, name));
        }
    }

    private void compare(String field, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before instanceof ObjectNode objectBefore && after instanceof ObjectNode objectAfter) {
            compareMembers(field, objectBefore, objectAfter);
        } else if (before == null ? after != null : !before.equals(after)) {
            changes.add(new FieldChange(field, before, after));
        }
    }

    private static @Nullable JsonNode present(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
