package dev.tandem.workflows.document.upcast;

import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes copies of objects, and keeps their members where their authors have put them. */
final class Members {

    private Members() {}

    /** Returns a copy with renamed members. Where a member has the new name already, the old one stays. */
    static ObjectNode renamed(ObjectNode object, Map<String, String> names) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, value) -> {
            String wanted = names.getOrDefault(name, name);
            copy.set(object.has(wanted) ? name : wanted, value);
        });
        return copy;
    }

    /** Changes every object in a list, if there is such a list. */
    static void changeEach(ObjectNode owner, String list, UnaryOperator<ObjectNode> change) {
        if (owner.get(list) instanceof ArrayNode entries) {
            ArrayNode changed = JsonNodeFactory.instance.arrayNode();
            for (JsonNode entry : entries) {
                changed.add(entry instanceof ObjectNode object ? change.apply(object) : entry);
            }
            owner.set(list, changed);
        }
    }
}
