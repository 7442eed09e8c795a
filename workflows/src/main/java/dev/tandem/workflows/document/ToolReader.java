package dev.tandem.workflows.document;

import com.google.re2j.Pattern;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.TransferNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads an agent's tools. */
public final class ToolReader {

    /** The names that common models accept for a function. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /** RFC 6901. */
    private static final Pattern JSON_POINTER = Pattern.compile("(/([^~]|~[01])*)?");

    /** The built-in tool with which a model notes variables. */
    private static final String SET_VARIABLES = "set_variables";

    private final Identities identities;

    ToolReader(Identities identities) {
        this.identities = identities;
    }

    List<Tool> readAll(List<FieldReader> places) {
        List<Tool> tools = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (FieldReader place : places) {
            Tool tool = read(place);
            if (!names.add(tool.name())) {
                place.fault(
                        "name",
                        "duplicate_tool_name",
                        "The agent has another tool \"" + tool.name() + "\"; the model could not tell them apart. Give"
                                + " this one its own name.");
            }
            tools.add(tool);
        }
        return tools;
    }

    private Tool read(FieldReader place) {
        identities.optional(Identities.Kind.TOOL, place);
        String toolType = place.requiredText("tool_type", DocumentLimits.NAME);
        Tool tool = new Tool(
                toolType,
                name(place, toolType),
                place.optionalText("display_name", DocumentLimits.NAME),
                place.text("description", "", DocumentLimits.SENTENCES),
                parameters(place),
                place.free("config"),
                assign(place),
                place.choice("side_effect", Tool.SideEffect.ONCE),
                place.optionalText("say_before", DocumentLimits.SENTENCES),
                place.optionalText("say_result", DocumentLimits.SENTENCES),
                place.optionalText("filler", DocumentLimits.SENTENCES),
                place.whole("timeout_ms", 10_000, 100, 600_000),
                place.flag("interruptible", false));
        place.done();
        return tool;
    }

    /** Reads the name by which the model calls the tool. A tool without one is called by its type. */
    private static String name(FieldReader place, String toolType) {
        String name = place.text("name", toolType, DocumentLimits.NAME);
        if (!NAME.matches(name) && !name.isBlank()) {
            place.fault(
                    "name",
                    "invalid_tool_name",
                    "A tool's name is 1 to 64 letters, digits, underscores and hyphens; \"" + name + "\" is not.");
        }
        if (isReserved(name)) {
            place.fault(
                    "name",
                    "reserved_name",
                    "\"" + name + "\" is a name of Tandem's own tools; choose one that is not " + SET_VARIABLES
                            + " and does not begin with " + TransferNames.PREFIX + ".");
        }
        return name;
    }

    public static boolean isReserved(String name) {
        return name.startsWith(TransferNames.PREFIX) || name.equals(SET_VARIABLES);
    }

    private static JsonNode parameters(FieldReader place) {
        JsonNode parameters = place.free("parameters");
        if (parameters.isEmpty()) {
            var none = JsonNodeFactory.instance.objectNode().put("type", "object");
            none.putObject("properties");
            return none;
        }
        if (!"object".equals(parameters.path("type").asString(""))) {
            place.fault(
                    "parameters",
                    "invalid_parameters",
                    "parameters must be a JSON Schema of an object: {\"type\": \"object\", \"properties\": {…}}.");
        }
        return parameters;
    }

    private static Map<String, String> assign(FieldReader place) {
        FieldReader assign = place.object("assign");
        Map<String, String> pointers = new LinkedHashMap<>();
        for (String variable : assign.node().propertyNames()) {
            String pointer = assign.text(variable, "", DocumentLimits.SENTENCES);
            if (!VariableReader.isName(variable)) {
                assign.fault(
                        variable, "invalid_variable_name", "\"" + variable + "\" is not a valid name of a variable.");
            }
            if (!JSON_POINTER.matches(pointer)) {
                assign.fault(
                        variable,
                        "invalid_json_pointer",
                        "\"" + pointer
                                + "\" is not a JSON Pointer; write /field, /list/0, or \"\" for the whole result.");
            }
            pointers.put(variable, pointer);
        }
        return pointers;
    }
}
