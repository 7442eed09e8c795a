package dev.tandem.workers.llm.http;

import dev.tandem.workers.llm.ModelException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Bounds the arguments of the tools that one answer asks for, which come in pieces, and reads them. */
public final class ToolArguments {

    /** Characters of all arguments of an answer. */
    private static final int MOST = 256 * 1024;

    private int characters;

    /**
     * Counts a piece.
     *
     * @throws ModelException if the answer has too many
     */
    public void admit(String piece) {
        characters += piece.length();
        if (characters > MOST) {
            throw new ModelException("The model asks for more than a turn may have.", false);
        }
    }

    /** Reads whole arguments. Those that are no JSON stay text, which fits no schema: whoever checks them tells the model. */
    public static JsonNode read(CharSequence arguments) {
        String text = arguments.toString();
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException broken) {
            return JsonNodeFactory.instance.stringNode(text);
        }
    }
}
