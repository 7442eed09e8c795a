package dev.tandem.workflows.variable;

import tools.jackson.databind.JsonNode;

/**
 * What a call knows under a variable's name, and from where.
 *
 * @param turn in which it was learnt; 0: before the caller spoke
 */
public record VariableValue(String name, JsonNode value, Source source, int turn, boolean confirmed) {

    public enum Source {
        CALLER,
        TOOL,
        TRANSFER,
        OPERATOR,
        CHANNEL,
        DEFAULT
    }
}
