package dev.tandem.workers.tool;

import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.graph.Template;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces {@code {{argument}}} by a call's arguments, and {@code {{workspace.NAME}}} by workspace variables, in the
 * strings of JSON. A string that is nothing else becomes the argument's own JSON.
 */
public record JsonTemplate(JsonNode arguments, OpenWorkspace workspace) {

    /**
     * Returns JSON with its arguments. A field or an element whose argument is missing is left out; a missing node if that
     * is all of it.
     *
     * @throws ToolFault if a string is no template
     */
    public JsonNode filled(JsonNode template) {
        if (template.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            template.properties().forEach(entry -> {
                JsonNode value = filled(entry.getValue());
                if (!value.isMissingNode()) {
                    filled.set(entry.getKey(), value);
                }
            });
            return filled;
        }
        if (template.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            template.forEach(element -> {
                JsonNode value = filled(element);
                if (!value.isMissingNode()) {
                    filled.add(value);
                }
            });
            return filled;
        }
        return template.isString() ? string(template.asString()) : template;
    }

    private JsonNode string(String template) {
        Template read = read(template);
        return read.onlyName()
                .map(this::value)
                .or(() -> text(read).map(JsonNodeFactory.instance::stringNode))
                .orElse(JsonNodeFactory.instance.missingNode());
    }

    private Optional<String> text(Template template) {
        return template.render(this::insertion) instanceof Template.Rendering.Text(String filled)
                ? Optional.of(filled)
                : Optional.empty();
    }

    /** Returns a value as text; objects and lists as their JSON. */
    private JsonNode insertion(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode() || value.isNull()) {
            return JsonNodeFactory.instance.missingNode();
        }
        return JsonNodeFactory.instance.stringNode(value.isValueNode() ? value.asString() : value.toString());
    }

    /** Returns what a name stands for. */
    public JsonNode value(String name) {
        return workspace.named(name).orElseGet(() -> arguments.path(name));
    }

    private static Template read(String template) {
        return switch (Template.read(template)) {
            case Template.Reading.Sound(Template sound) -> sound;
            case Template.Reading.Malformed(String message) ->
                throw new ToolFault(ToolFault.Kind.REFUSED, "the tool's config is faulty: " + message);
        };
    }
}
