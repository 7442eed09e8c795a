package dev.tandem.workflows.variable;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A value that the model noted.
 *
 * @param raw what the caller said
 * @param value normalised by the variable's type; JSON null: the one that the caller has said before
 * @param unclear why it could not be read as the variable's type; null: it could
 */
public record VariableNote(
        String name,
        String raw,
        JsonNode value,
        boolean confirmed,
        @Nullable String unclear) {

    public VariableNote {
        value = Objects.requireNonNullElse(value, JsonNodeFactory.instance.nullNode());
    }

    public VariableNote(String name, String raw, JsonNode value, boolean confirmed) {
        this(name, raw, value, confirmed, null);
    }
}
