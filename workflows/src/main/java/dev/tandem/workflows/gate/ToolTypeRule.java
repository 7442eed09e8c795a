package dev.tandem.workflows.gate;

import dev.tandem.workflows.catalog.SchemaCheck;
import dev.tandem.workflows.catalog.ToolTypeDescriptor;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.Template;
import dev.tandem.workflows.graph.ToolParameters;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Checks that every tool has a known type, that its config and parameters are valid, and that its templates name its
 * own arguments.
 */
final class ToolTypeRule implements PublishGate.DocumentRule {

    /** The model of an agent that names none. */
    private static final String BUILTIN = "builtin";

    private record Known(ToolTypeDescriptor descriptor, SchemaCheck schema) {}

    private final Map<String, Known> types = new TreeMap<>();

    ToolTypeRule() {
        ToolTypeDescriptor.installed()
                .forEach(descriptor ->
                        types.put(descriptor.name(), new Known(descriptor, SchemaCheck.by(descriptor.configSchema()))));
    }

    @Override
    public void check(Place document, Problems problems) {
        document.field("agents").entries().forEach(agent -> {
            boolean isBuiltin = agent.field("llm")
                    .field("provider")
                    .node()
                    .asString(BUILTIN)
                    .equals(BUILTIN);
            agent.field("tools").entries().forEach(tool -> {
                checkTool(tool, problems);
                if (isBuiltin) {
                    checkAsking(tool.field("parameters"), problems);
                }
            });
        });
    }

    /** Warns of arguments for which the model without a key asks nobody: it asks for one plain value after the other. */
    private static void checkAsking(Place parameters, Problems problems) {
        ToolParameters read = new ToolParameters(parameters.node());
        if (!parameters.node().isObject() || read.requiresNothing() || !SchemaCheck.isBearable(parameters)) {
            return;
        }
        for (String name : read.unaskable()) {
            problems.warning(
                    "cannot_be_asked",
                    (name.isEmpty()
                                    ? parameters
                                    : parameters.field("properties").field(name))
                            .pointer(),
                    "The builtin model cannot ask a caller for this: it asks for texts, numbers and lists of them. Make"
                            + " it several arguments, give it a default, or use another model.");
        }
    }

    /** Returns whether there is an adapter of this name. */
    boolean knows(String adapter) {
        return types.containsKey(adapter);
    }

    /** Returns the names of the adapters, to choose from. */
    String known() {
        return String.join(" or ", types.keySet());
    }

    void checkTool(Place tool, Problems problems) {
        checkParameters(tool.field("parameters"), problems);
        Place type = tool.field("tool_type");
        if (!type.node().isString()) {
            return;
        }
        Known known = types.get(type.node().stringValue());
        if (known == null) {
            problems.fault(
                    "unknown_tool_type",
                    type.pointer(),
                    "No adapter and no tool of the library is called \""
                            + type.node().stringValue()
                            + "\"; add it under /api/tool-definitions, or write the tool out with tool_type " + known()
                            + " and keep its name in \"name\".");
        } else {
            Place config = tool.field("config");
            checkConfig(config, known.schema(), problems);
            Set<String> arguments = Set.copyOf(
                    tool.field("parameters").field("properties").node().propertyNames());
            known.descriptor().check(tool, problems);
            known.descriptor()
                    .templatedFields()
                    .forEach(field -> checkTemplates(config.field(field), arguments, problems));
        }
    }

    private static void checkConfig(Place config, SchemaCheck schema, Problems problems) {
        boolean isWritten = config.isPresent();
        Place checked = isWritten ? config : new Place(JsonNodeFactory.instance.objectNode(), config.pointer());
        if (checked.node().isObject()) {
            schema.check(checked, "invalid_config", problems);
        }
    }

    private static void checkParameters(Place parameters, Problems problems) {
        if (parameters.node().isObject()) {
            SchemaCheck.checkSchema(parameters, "invalid_parameters", problems);
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
                        .filter(name -> !WorkspaceNames.isOne(name) && !arguments.contains(name))
                        .forEach(name -> TemplateRule.unresolved(
                                name,
                                place.pointer(),
                                "is not an argument of this tool; add it to parameters.properties",
                                problems));
        }
    }
}
