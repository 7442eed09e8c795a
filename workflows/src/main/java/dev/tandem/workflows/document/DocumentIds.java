package dev.tandem.workflows.document;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives ids to the parts of a document that have none. */
public final class DocumentIds {

    private DocumentIds() {}

    /**
     * Returns a copy of the document in which every agent, tool and path has an id. Ids that are there stay, right or
     * wrong: {@link GraphDocument#parse} judges them. A document that is too large or too deep is returned as it is.
     *
     * @param newId makes ids that are unique in the document
     */
    public static JsonNode complete(JsonNode document, Supplier<String> newId) {
        if (!document.isObject() || DocumentSize.excess(document).isPresent()) {
            return document;
        }
        ObjectNode copy = (ObjectNode) document.deepCopy();
        completeEach(copy, "agents", newId);
        for (JsonNode agent : copy.path("agents")) {
            if (agent instanceof ObjectNode object) {
                completeEach(object, "tools", newId);
                completeEach(object, "paths", newId);
            }
        }
        return copy;
    }

    private static void completeEach(ObjectNode parent, String field, Supplier<String> newId) {
        if (parent.path(field) instanceof ArrayNode entries) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i) instanceof ObjectNode entry && !entry.hasNonNull("id")) {
                    entries.set(i, withId(entry, newId.get()));
                }
            }
        }
    }

    /** Puts the id first among the members, where authors look for it. */
    private static ObjectNode withId(ObjectNode entry, String id) {
        ObjectNode complete = JsonNodeFactory.instance.objectNode().put("id", id);
        entry.forEachEntry((name, value) -> {
            if (!name.equals("id")) {
                complete.set(name, value);
            }
        });
        return complete;
    }
}
