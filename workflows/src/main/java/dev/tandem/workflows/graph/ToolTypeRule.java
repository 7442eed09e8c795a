package dev.tandem.workflows.graph;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;

/** Every tool is of a known type, its config and parameters hold, and its templates name its own arguments. */
final class ToolTypeRule implements PublishGate.DocumentRule {

    private final SchemaCheck schemas = new SchemaCheck();
    private final Map<String, ToolTypeDescriptor> types = new TreeMap<>();

    ToolTypeRule() {
        ServiceLoader.load(ToolTypeDescriptor.class, ToolTypeDescriptor.class.getClassLoader())
                .forEach(descriptor -> types.put(descriptor.name(), descriptor));
    }

    @Override
    public void check(Place document, Problems problems) {
        document.field("agents")
                .entries()
                .flatMap(agent -> agent.field("tools").entries())
                .forEach(tool -> checkTool(tool, problems));
    }

    private void checkTool(Place tool, Problems problems) {
        checkParameters(tool.field("parameters"), problems);
        Place type = tool.field("tool_type");
        if (!type.node().isString()) {
            return;
        }
        ToolTypeDescriptor descriptor = types.get(type.node().stringValue());
        if (descriptor == null) {
            problems.fault(
                    "unknown_tool_type",
                    type.pointer(),
                    "No adapter is called \"" + type.node().stringValue() + "\", and this build has no tool library;"
                            + " write the tool out with tool_type " + String.join(" or ", types.keySet())
                            + " and keep its name in \"name\".");
        } else {
            Place config = tool.field("config");
            checkConfig(config, descriptor, problems);
            Set<String> arguments = Set.copyOf(
                    tool.field("parameters").field("properties").node().propertyNames());
            descriptor.templatedFields().forEach(field -> checkTemplates(config.field(field), arguments, problems));
        }
    }

    private void checkConfig(Place config, ToolTypeDescriptor descriptor, Problems problems) {
        boolean isWritten = config.isPresent();
        Place checked = isWritten ? config : new Place(JsonNodeFactory.instance.objectNode(), config.pointer());
        if (checked.node().isObject()) {
            schemas.check(descriptor.configSchema(), checked, "invalid_config", problems);
        }
    }

    private void checkParameters(Place parameters, Problems problems) {
        if (parameters.node().isObject()) {
            schemas.checkSchema(parameters, "invalid_parameters", problems);
        }
    }

    private static void checkTemplates(Place field, Set<String> arguments, Problems problems) {
        field.descendants()
                .filter(place -> place.node().isString())
                .forEach(place -> checkTemplate(place, arguments, problems));
    }

    private static void checkTemplate(Place place, Set<String> arguments, Problems problems) {
        switch (Template.read(place.node().stringValue())) {
            case Template.Reading.Malformed malformed ->
                problems.fault("malformed_template", place.pointer(), malformed.message());
            case Template.Reading.Sound sound ->
                sound.template().names().stream()
                        .filter(name -> !arguments.contains(TemplateRule.variable(name)))
                        .forEach(name -> TemplateRule.unresolved(
                                name,
                                place.pointer(),
                                "is no argument of this tool; add it to parameters.properties",
                                problems));
        }
    }
}
