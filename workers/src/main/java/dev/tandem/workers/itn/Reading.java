package dev.tandem.workers.itn;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The result of reading a value from words. */
public sealed interface Reading {

    /**
     * The words give a value.
     *
     * @param value as JSON, in the form of the variable's type
     */
    record Value(JsonNode value) implements Reading {}

    /**
     * The words give a value, but it is not clear which one.
     *
     * @param reason a clause that a model can act on: {@code could be 03:00 or 15:00; ask which}
     */
    record Unclear(String reason) implements Reading {}

    /** The words give no such value. */
    record Nothing() implements Reading {}

    static Reading of(Optional<JsonNode> value) {
        return value.<Reading>map(Value::new).orElseGet(Nothing::new);
    }

    static Reading text(String value) {
        return new Value(JsonNodeFactory.instance.stringNode(value));
    }

    /** Returns the value, if it is clear. */
    default Optional<JsonNode> clear() {
        return this instanceof Value read ? Optional.of(read.value()) : Optional.empty();
    }
}
