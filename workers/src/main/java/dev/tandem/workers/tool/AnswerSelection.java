package dev.tandem.workers.tool;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Takes out of an answer what counts, as {@code config.result} says: one JSON Pointer, or an object of them. */
public final class AnswerSelection {

    private AnswerSelection() {}

    /**
     * Returns the part that counts; the whole answer if nothing is said.
     *
     * @throws ToolFault if the answer has no such part
     */
    public static JsonNode of(JsonNode content, JsonNode selection) {
        if (content.isNull()) {
            return content;
        }
        if (selection.isString()) {
            return found(content, selection.asString());
        }
        if (!selection.isObject()) {
            return content;
        }
        var selected = JsonNodeFactory.instance.objectNode();
        selection
                .properties()
                .forEach(entry -> selected.set(
                        entry.getKey(), found(content, entry.getValue().asString())));
        return selected;
    }

    private static JsonNode found(JsonNode content, String pointer) {
        JsonNode found = content.at(pointer);
        if (found.isMissingNode()) {
            throw new ToolFault(
                    ToolFault.Kind.UNREADABLE,
                    "the service's answer has nothing at " + pointer + "; check config.result");
        }
        return found;
    }
}
