package dev.tandem.workflows.variable;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A value that a call knows for a variable, and its source.
 *
 * @param turn turn in which it was learnt; 0: before the caller spoke
 */
public record VariableValue(String name, JsonNode value, Source source, int turn, boolean confirmed) {

    /**
     * Returns how much the value counts against another one of the same variable: from 0, a default, to 5, an
     * operator's. One that counts less never replaces one that counts more.
     */
    public int rank() {
        return switch (source) {
            case OPERATOR -> 5;
            case TOOL -> 4;
            case GIVEN -> 3;
            case CALLER -> confirmed ? 2 : 1;
            case DEFAULT -> 0;
        };
    }

    /**
     * The source of a value. Its name on the wire is in lower case. Calls of earlier builds have it in upper case, and
     * have {@code transfer} for what came with a path's proposal and {@code channel} for what was given at the start.
     */
    public enum Source {
        /** The caller, in the words of a model: noted, or with the proposal of a path. */
        @JsonProperty("caller")
        @JsonAlias({"CALLER", "transfer", "TRANSFER"})
        CALLER,
        @JsonProperty("tool")
        @JsonAlias("TOOL")
        TOOL,
        /** Whoever started the call. */
        @JsonProperty("given")
        @JsonAlias({"GIVEN", "channel", "CHANNEL"})
        GIVEN,
        @JsonProperty("operator")
        @JsonAlias("OPERATOR")
        OPERATOR,
        @JsonProperty("default")
        @JsonAlias("DEFAULT")
        DEFAULT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
