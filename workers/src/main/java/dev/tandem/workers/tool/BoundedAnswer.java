package dev.tandem.workers.tool;

import dev.tandem.workflows.graph.Template;
import dev.tandem.workflows.graph.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that is small enough for a prompt and a history. What {@code assign} and {@code say_result} name is taken
 * out of the whole answer first.
 *
 * @param content at most {@link #LARGEST} bytes of JSON; of a larger answer whole items and members
 * @param assigned the values for {@code assign} by variable, if the content is cut; null: the content has them
 * @param warnings sentences for the author of the document
 */
record BoundedAnswer(JsonNode content, @Nullable Map<String, JsonNode> assigned, List<String> warnings) {

    /** The largest content, in UTF-8 bytes of JSON. */
    static final int LARGEST = 16 * 1024;

    /** The largest value that is assigned out of a larger answer: a text of 2,000 characters, each of four bytes. */
    private static final int LARGEST_VALUE = 8 * 1024;

    /** What the name of a value in a template may begin with: the whole answer. */
    private static final String WHOLE = "result.";

    /** What {@code say_result} may put back of a larger answer, in bytes. */
    private static final int LARGEST_SAID = 4 * 1024;

    static BoundedAnswer of(Tool tool, ToolAnswer answer) {
        JsonCut cut = new JsonCut();
        JsonNode whole = answer.content();
        int bytes = cut.size(whole);
        if (bytes <= LARGEST) {
            return new BoundedAnswer(whole, null, answer.warnings());
        }
        List<String> warnings = new ArrayList<>(answer.warnings());
        warnings.add("The answer has " + bytes + " bytes, and a model sees " + LARGEST
                + " of them: the first items of its lists, and its shorter members. assign and say_result see all of"
                + " it; config.result can choose the part that counts.");
        Map<String, JsonNode> assigned = assigned(tool, whole, cut, warnings);
        JsonNode content = cut.to(whole, tool.sayResult() == null ? LARGEST : LARGEST - LARGEST_SAID);
        if (content instanceof ObjectNode object) {
            keepWhatIsSaid(tool, whole, object, cut);
        }
        return new BoundedAnswer(content, assigned, warnings);
    }

    private static Map<String, JsonNode> assigned(Tool tool, JsonNode whole, JsonCut cut, List<String> warnings) {
        Map<String, JsonNode> assigned = new LinkedHashMap<>();
        int[] left = {2 * LARGEST};
        tool.assign().forEach((variable, pointer) -> {
            JsonNode value = whole.at(pointer);
            int bytes = value.isMissingNode() ? 0 : cut.size(value);
            if (bytes > LARGEST_VALUE || bytes > left[0]) {
                warnings.add("The value at " + pointer + " has " + bytes + " bytes, which is too much for the variable "
                        + variable + ".");
            } else if (bytes > 0) {
                assigned.put(variable, value);
                left[0] -= bytes;
            }
        });
        return assigned;
    }

    /** Puts values back that {@code say_result} names and the cut took away, as members with dotted names. */
    private static void keepWhatIsSaid(Tool tool, JsonNode whole, ObjectNode content, JsonCut cut) {
        String template = tool.sayResult();
        if (template != null && Template.readWithSections(template) instanceof Template.Reading.Sound(Template read)) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            int left = LARGEST_SAID;
            for (String name : read.names()) {
                String inAnswer = name.startsWith(WHOLE) ? name.substring(WHOLE.length()) : name;
                JsonPointer pointer = JsonPointer.compile("/" + inAnswer.replace('.', '/'));
                JsonNode value = whole.at(pointer);
                boolean isLost = value.isValueNode() && !value.equals(content.at(pointer));
                int bytes = JsonCut.key(name) + cut.size(value);
                if (isLost && bytes <= left) {
                    kept.set(name, value);
                    left -= bytes;
                }
            }
            content.setAll(kept);
        }
    }
}
