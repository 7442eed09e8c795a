package dev.tandem.workers.itn;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What became of words that should be a value. */
public sealed interface Reading {

    /** @param value as JSON, in the form of the variable's type */
    record Value(JsonNode value) implements Reading {}

    /**
     * There is a value, and nobody can tell which.
     *
     * @param reason a clause that a model can act on: {@code could be 03:00 or 15:00; ask which}
     */
    record Unclear(String reason) implements Reading {}

    /** The words hold no such value. */
    record Nothing() implements Reading {}

    static Reading of(Optional<JsonNode> value) {
        return value.<Reading>map(Value::new).orElseGet(Nothing::new);
    }

    static Reading text(String value) {
        return new Value(JsonNodeFactory.instance.stringNode(value));
    }

    /** The value, if it is clear. */
    default Optional<JsonNode> clear() {
        return this instanceof Value read ? Optional.of(read.value()) : Optional.empty();
    }
}
