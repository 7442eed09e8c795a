package dev.tandem.plugins;

import dev.tandem.plugin.ModelType;
import dev.tandem.plugin.ToolType;
import dev.tandem.workflows.catalog.SchemaCheck;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a plugin says of what it brings, and holds it against what the publish gate relies on. */
final class DescriptorReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    private DescriptorReader() {}

    static LoadedToolType read(ToolType type) throws PluginFault {
        String name = name("A tool type", type.name());
        return new LoadedToolType(name, schema("tool type " + name, type.configSchema()), type.templatedFields(), type);
    }

    static LoadedModel read(ModelType model) throws PluginFault {
        String name = name("A model", model.name());
        return new LoadedModel(name, schema("model " + name, model.configSchema()), model.languages(), model);
    }

    static String name(String what, String name) throws PluginFault {
        if (!NAME.matcher(name).matches()) {
            throw new PluginFault(what + " is called \"" + name
                    + "\"; a name has small letters, digits, - and _, begins with a letter, and has at most 64"
                    + " characters.");
        }
        return name;
    }

    private static JsonNode schema(String what, String text) throws PluginFault {
        JsonNode schema;
        try {
            schema = JsonMapper.shared().readTree(text);
        } catch (JacksonException notJson) {
            throw new PluginFault(
                    "The config schema of its " + what + " is not JSON: " + notJson.getOriginalMessage() + ".",
                    notJson);
        }
        if (!schema.isObject()) {
            throw new PluginFault("The config schema of its " + what + " is not a JSON object.");
        }
        Problems problems = new Problems();
        SchemaCheck.checkSchema(new Place(schema, ""), "schema", problems);
        if (!problems.faults().isEmpty()) {
            throw new PluginFault("The config schema of its " + what + " is not a JSON Schema: at \""
                    + problems.faults().getFirst().pointer() + "\": "
                    + problems.faults().getFirst().message());
        }
        return schema;
    }
}
