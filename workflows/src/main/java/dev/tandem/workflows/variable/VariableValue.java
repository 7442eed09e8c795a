package dev.tandem.workflows.variable;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.JsonNode;

/**
 * A value that a call knows for a variable, and its source.
 *
 * @param turn turn in which it was learnt; 0: before the caller spoke
 */
public record VariableValue(String name, JsonNode value, Source source, int turn, boolean confirmed) {

    /**
     * The source of a value. Its name on the wire is in lower case; calls of earlier builds have it in upper case.
     */
    public enum Source {
        @JsonProperty("caller")
        @JsonAlias("CALLER")
        CALLER,
        @JsonProperty("tool")
        @JsonAlias("TOOL")
        TOOL,
        @JsonProperty("transfer")
        @JsonAlias("TRANSFER")
        TRANSFER,
        @JsonProperty("operator")
        @JsonAlias("OPERATOR")
        OPERATOR,
        @JsonProperty("channel")
        @JsonAlias("CHANNEL")
        CHANNEL,
        @JsonProperty("default")
        @JsonAlias("DEFAULT")
        DEFAULT
    }
}
