package dev.tandem.workflows.variable;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Masks sensitive variables by their names, for events, logs and operators; {@link HiddenValues} also finds their
 * values. A masked value is stars and the last two characters, if the
 * text is long enough for them to give nothing away. The number of stars does not show the length.
 */
public final class Masking {

    private static final String STARS = "****";
    private static final int SHOWN = 2;
    private static final int SHORTEST_SHOWN = 6;

    private final Set<String> sensitive;

    /**
     * Creates a masking.
     *
     * @param sensitive names of the variables to mask
     */
    public Masking(Set<String> sensitive) {
        this.sensitive = Set.copyOf(sensitive);
    }

    public boolean covers(String name) {
        return sensitive.contains(name);
    }

    public JsonNode mask(String name, JsonNode value) {
        return sensitive.contains(name) && !value.isNull() ? masked(value) : value;
    }

    public JsonNode mask(VariableValue variable) {
        return mask(variable.name(), variable.value());
    }

    private static JsonNode masked(JsonNode value) {
        String text = value.isString() ? value.stringValue() : "";
        String shown = text.length() < SHORTEST_SHOWN ? "" : text.substring(text.length() - SHOWN);
        return JsonNodeFactory.instance.stringNode(STARS + shown);
    }
}
