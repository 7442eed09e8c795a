package dev.tandem.workflows.document.diff;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a document.
 *
 * @param fields its own fields, without its id and without the parts in it
 * @param order order of the parts in it: their keys by the list's name
 */
record Part(String id, String name, @Nullable String owner, ObjectNode fields, Map<String, List<String>> order) {

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    Part {
        order = Map.copyOf(order);
    }

    PartChange added() {
        return new PartChange(id, name, null, owner, null, Fields.changes(NOTHING, fields));
    }

    PartChange removed() {
        return new PartChange(id, name, null, owner, null, Fields.changes(fields, NOTHING));
    }

    boolean differsFrom(Part previous) {
        return !Objects.equals(owner, previous.owner) || !changes(previous).isEmpty();
    }

    PartChange changedFrom(Part previous) {
        return new PartChange(
                id,
                name,
                name.equals(previous.name) ? null : previous.name,
                owner,
                Objects.equals(owner, previous.owner) ? null : previous.owner,
                changes(previous));
    }

    List<FieldChange> changes(Part previous) {
        List<FieldChange> changes = Fields.changes(previous.fields, fields);
        order.forEach((list, keys) -> Fields.reordered(list, previous.order.getOrDefault(list, List.of()), keys)
                .ifPresent(changes::add));
        return changes;
    }
}
