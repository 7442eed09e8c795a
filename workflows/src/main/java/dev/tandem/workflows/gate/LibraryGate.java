package dev.tandem.workflows.gate;

import com.google.re2j.Pattern;
import dev.tandem.workflows.document.DocumentLimits;
import dev.tandem.workflows.document.DocumentSize;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.document.ToolReader;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Decides whether a tool may be in an organization's library. */
public final class LibraryGate {

    /** A tool type has the form of a tool's name, because a document's tool without a name is called by its type. */
    private static final Pattern TOOL_TYPE = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /** The most bytes of config and parameters: many tools of a document may have the same type. */
    private static final int MOST_BYTES = 48 * 1024;

    private static final ToolTypeRule TYPES = new ToolTypeRule();

    private LibraryGate() {}

    /** Returns every reason to refuse the tool, each with its place in {@code {tool_type, adapter, config, …}}. */
    public static List<Problem> problems(String toolType, ToolDefinition definition) {
        Problems problems = new Problems();
        checkName(toolType, problems);
        if (definition.description().length() > DocumentLimits.SENTENCES) {
            problems.fault(
                    "too_long",
                    "/description",
                    "A description has at most " + DocumentLimits.SENTENCES + " characters.");
        }
        ObjectNode tool = JsonNodeFactory.instance.objectNode();
        tool.set("config", definition.config());
        tool.set("parameters", definition.parameters());
        if (DocumentSize.excess(tool, MOST_BYTES).isPresent() || DocumentSize.bytes(tool) > MOST_BYTES) {
            problems.fault(
                    "too_large",
                    "",
                    "config and parameters have at most " + MOST_BYTES + " bytes of UTF-8 together, and "
                            + DocumentSize.DEEPEST + " levels.");
            return problems.faults();
        }
        checkShape("/config", definition.config(), problems);
        checkShape("/parameters", definition.parameters(), problems);
        checkParameters(definition.parameters(), problems);
        if (TYPES.knows(definition.adapter())) {
            TYPES.checkTool(new Place(tool.put("tool_type", definition.adapter()), ""), problems);
        } else {
            problems.fault(
                    "unknown_adapter",
                    "/adapter",
                    "No adapter is called \"" + definition.adapter() + "\"; use " + TYPES.known() + ".");
        }
        return problems.faults();
    }

    private static void checkName(String toolType, Problems problems) {
        if (!TOOL_TYPE.matches(toolType)) {
            problems.fault(
                    "invalid_tool_name",
                    "/tool_type",
                    "A tool type is 1 to 64 letters, digits, underscores and hyphens.");
        }
        if (TYPES.knows(toolType) || ToolReader.isReserved(toolType)) {
            problems.fault(
                    "reserved_name", "/tool_type", "\"" + toolType + "\" is a name of Tandem's own; choose another.");
        }
    }

    private static void checkShape(String pointer, JsonNode value, Problems problems) {
        if (!value.isObject()) {
            problems.fault("wrong_type", pointer, "This must be a JSON object.");
        }
    }

    private static void checkParameters(JsonNode parameters, Problems problems) {
        boolean said = parameters.isObject() && !parameters.isEmpty();
        if (said && !"object".equals(parameters.path("type").asString(""))) {
            problems.fault(
                    "invalid_parameters",
                    "/parameters",
                    "parameters must be a JSON Schema of an object: {\"type\": \"object\", \"properties\": {…}}.");
        }
    }
}
